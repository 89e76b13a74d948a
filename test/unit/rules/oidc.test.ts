import { strict as assert } from "node:assert";
import { render } from "../../../src/core/message.ts";
import { type Issued, makeCa } from "../../support/certificates.ts";
import { analysisOf } from "../../support/editor.ts";
import { makeJwt } from "../../support/tokens.ts";
import { config } from "./cases/case.ts";

const seconds = (day: string) => Date.parse(`${day}T00:00:00Z`) / 1000;
const over = makeJwt({ iss: "https://i", sub: "jane", exp: seconds("2026-11-20") });
const fresh = makeJwt({ iss: "https://i", sub: "jane", exp: seconds("2027-11-20") });

function provider(more: string, user = ""): string {
  return config({
    user: `auth-provider: {name: oidc, config: {idp-issuer-url: "https://i", client-id: c, ${more}}}${user}`,
  });
}

/** What is said to be refused, and when the user ends. */
function verdict(text: string, files: Readonly<Record<string, string>> = {}) {
  const analysis = analysisOf(text, { files });
  const found = analysis.findings.filter(({ code }) => code === "auth-provider-refused");
  const [user] = analysis.users.values();
  return { messages: found.map(({ message }) => render(message)), expires: user?.expires };
}

/** As kubectl runs it: client-go plugin/pkg/client/auth/oidc/oidc.go. */
describe("the auth-provider oidc", () => {
  let ca: Issued;
  before(async () => {
    ca = await makeCa({ cn: "issuer" });
  });

  it("an expired id-token without a refresh-token stops kubectl; with one it gets another", () => {
    assert.equal(verdict(provider(`id-token: ${over}`)).messages.length, 1);
    const refreshed = verdict(provider(`id-token: ${over}, refresh-token: r`));
    assert.deepEqual(refreshed, { messages: [], expires: undefined });
    const valid = verdict(provider(`id-token: ${fresh}`));
    assert.deepEqual(valid, { messages: [], expires: Date.parse("2027-11-20T00:00:00Z") });
  });

  it("one that never says when it ends counts as expired, and what is no token is none", () => {
    const endless = makeJwt({ iss: "https://i", sub: "jane" });
    assert.match(verdict(provider(`id-token: ${endless}`)).messages[0] ?? "", /does not say when/);
    assert.match(
      verdict(provider("id-token: opaque, refresh-token: r")).messages[0] ?? "",
      /no JSON Web Token/,
    );
  });

  it("does not matter where a token is sent anyhow", () => {
    assert.deepEqual(verdict(provider(`id-token: ${over}`, ", token: t0ken")).messages, []);
  });

  it("a CA of the provider that cannot be used stops kubectl", () => {
    const said = (more: string, files = {}) =>
      verdict(provider(`refresh-token: r, ${more}`), files).messages[0] ?? "";
    assert.match(
      said("idp-certificate-authority: /nope/ca.crt"),
      /there is no file \/nope\/ca\.crt.*no such file/,
    );
    assert.match(said("idp-certificate-authority-data: not-base64!!"), /illegal base64 data/);
    assert.match(said("idp-certificate-authority-data: bm90aGluZw=="), /unable to load root certificates/);
    assert.match(said("idp-certificate-authority: /ca.crt", { "/ca.crt": "nothing" }), /unable to load root/);
    assert.equal(said("idp-certificate-authority: /ca.crt", { "/ca.crt": ca.pem }), "");
    assert.equal(said(`idp-certificate-authority-data: ${Buffer.from(ca.pem).toString("base64")}`), "");
    assert.equal(said("idp-certificate-authority: relative/ca.crt"), "");
  });
});
