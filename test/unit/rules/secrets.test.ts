import { strict as assert } from "node:assert";
import { render } from "../../../src/core/message.ts";
import { findingsOf, sourceOf } from "../../support/analyze.ts";
import { base64 } from "../../support/certificates.ts";
import { makeJwt } from "../../support/tokens.ts";
import { config } from "./cases/case.ts";

const SECRET = "Pl4ntedS3cret";

/** Everything of a finding that a person or a fix may see. */
function spoken(text: string, files: Readonly<Record<string, string>> = {}): string {
  const seen = findingsOf([sourceOf(text, 0, 0o644)], { files }).map(({ message, related, data, code }) => [
    code,
    render(message),
    related?.map(each => render(each.message)),
    data,
  ]);
  return JSON.stringify(seen);
}

/** Secret fields, each in a state that rules have something to say about. */
const USERS: Readonly<Record<string, string>> = {
  "a token with a blank": `token: "${SECRET} "`,
  "a token with a line break": `token: "${SECRET}\\n"`,
  "a token with Bearer": `token: "Bearer ${SECRET}"`,
  "a token that has expired": `token: ${makeJwt({ sub: "s", exp: 1, jti: SECRET, secret: SECRET })}`,
  "a bootstrap token": "token: abcdef.pl4nteds3cret000",
  "a token as a list": `token: [${SECRET}]`,
  "a token twice": `token: ${SECRET}, token: ${SECRET}`,
  "a password": `username: jane, password: ${SECRET}`,
  "a password with a token": `token: ${SECRET}, password: ${SECRET}`,
  "key data that is no base64": `client-key-data: "${SECRET}*", client-certificate-data: "${SECRET}*"`,
  "key data that is no PEM": `client-key-data: ${base64(SECRET)}, client-certificate-data: ${base64(SECRET)}`,
  "a damaged key": `client-certificate-data: ${base64(SECRET)}, client-key-data: ${base64(`-----BEGIN PRIVATE KEY-----\n${SECRET}\n-----END PRIVATE KEY-----\n`)}`,
  "exec variables": `exec: {command: c, env: [{name: "", value: ${SECRET}}], args: [${SECRET}]}`,
  "auth-provider config": `auth-provider: {name: oidc, config: {id-token: ${SECRET}, refresh-token: ${SECRET}, client-secret: ${SECRET}}}`,
  "an unknown auth-provider": `auth-provider: {name: acme, config: {access-token: ${SECRET}}}`,
};

describe("rules keep secrets", () => {
  for (const [name, user] of Object.entries(USERS)) {
    it(name, () => {
      const said = spoken(config({ user }));
      assert.notEqual(said, "[]");
      assert.doesNotMatch(said, new RegExp(`${SECRET}|${base64(SECRET).slice(0, 12)}|pl4nteds3cret`));
    });
  }

  it("of entries with the same name", () => {
    const said = spoken(config({ users: `- name: jane\n  user: {token: ${SECRET}}` }));
    assert.match(said, /duplicate-name/);
    assert.ok(!said.includes(SECRET));
  });

  it("of the user information in a server and a proxy", () => {
    for (const scheme of ["http", "https", "ftp"]) {
      const url = `${scheme}://jane:${SECRET}@h:x`;
      const said = spoken(config({ cluster: `server: "${url}", proxy-url: "${url}"` }));
      assert.match(said, /proxy-url-invalid/);
      assert.ok(!said.includes(SECRET), said);
    }
  });

  it("in files", () => {
    const said = spoken(config({ user: "client-key: k, client-certificate: c, tokenFile: t" }), {
      "/home/jane/.kube/k": SECRET,
      "/home/jane/.kube/c": SECRET,
      "/home/jane/.kube/t": makeJwt({ exp: 1, jti: SECRET }),
    });
    assert.match(said, /bad-pem.*token-expired/);
    assert.ok(!said.includes(SECRET));
  });
});
