import { strict as assert } from "node:assert";
import type { ClientCas } from "../../../../src/core/features/server-check/model.ts";
import { render } from "../../../../src/core/message.ts";
import { shown } from "../../../../src/core/rules/words.ts";
import { type Issued, makeCa, makeCertificate } from "../../../support/certificates.ts";
import { type Lab, makeLab, NOT_TOLD, said, serving } from "./judging.ts";

describe("judgeServer", () => {
  let ca: Issued;
  let good: Issued;
  let judge: Lab["judge"];

  before(async () => {
    ({ ca, good, judge } = await makeLab());
  });

  it("has nothing to say of a good server", async () => {
    const nothing = { accepted: true, kubectl: undefined, findings: [] };
    assert.deepEqual(said(await judge({ sent: [good] })), nothing);
    assert.deepEqual(said(await judge({ sent: [good, ca], host: "[10.0.0.1]" })), nothing);
    const alone = await serving({});
    assert.deepEqual(said(await judge({ sent: [alone], ca: [alone] })), nothing);
    const middle = await makeCa({ cn: "middle", issuer: ca });
    assert.deepEqual(said(await judge({ sent: [await serving({ issuer: middle }), middle] })), nothing);
  });

  it("says when the serving certificate ends, each fault by itself", async () => {
    const stranger = await makeCa({ cn: "stranger" });
    const at = async (now: number) => {
      const { findings } = await judge({ sent: [good], ca: [stranger], host: "x", now });
      return findings.map(({ code, severity }) => `${code} ${severity}`);
    };
    assert.deepEqual(
      await Promise.all(
        [Date.UTC(2025, 0), Date.UTC(2026, 11, 10), Date.UTC(2026, 11, 28), Date.UTC(2027, 5)].map(at),
      ),
      [
        ["certificate-not-yet-valid error", "name-mismatch error", "unknown-authority error"],
        ["name-mismatch error", "unknown-authority error", "certificate-expiring warning"],
        ["certificate-expiring error", "name-mismatch error", "unknown-authority error"],
        ["certificate-expired error", "name-mismatch error", "unknown-authority error"],
      ],
    );
  });

  it("compares the CAs for clients with the client's", async () => {
    const client = await makeCertificate({ cn: "jane", issuer: ca, eku: ["clientAuth"] });
    const stranger = await makeCertificate({ cn: "jane", issuer: await makeCa({ cn: "other" }) });
    const names = [ca.subject, (await makeCa({ cn: "front-proxy-ca" })).subject];
    const asked: ClientCas = { kind: "asked", names };
    const of = async (cas: ClientCas, each?: Issued) => {
      const { findings, clientCas } = await judge({ sent: [good], cas, ...(each && { client: each }) });
      return [clientCas, ...findings.map(({ message }) => render(message).split(/[.:]/)[0])];
    };
    const shownNames = ["CN=kubernetes", "CN=front-proxy-ca"];
    assert.deepEqual(
      await Promise.all([
        of(asked, client),
        of(asked, stranger),
        of(asked),
        of({ kind: "asked", names: [] }, stranger),
        of({ kind: "not-asked" }, client),
        of(NOT_TOLD, stranger),
      ]),
      [
        [shownNames],
        [
          shownNames,
          'The server takes client certificates of "kubernetes" and "front-proxy-ca", and yours is issued by "other"',
        ],
        [shownNames],
        [[]],
        [
          undefined,
          "The server asks for no client certificate, so that kubectl sends none and is taken for anonymous",
        ],
        [undefined],
      ],
    );
  });

  it("passes on what Go cannot read", async () => {
    const cut = { ...good, der: good.der.subarray(0, 40) };
    const { accepted, kubectl, findings, certificates } = await judge({ sent: [good, cut], insecure: true });
    assert.deepEqual(
      [accepted, kubectl, findings.map(({ code, severity }) => [code, severity]), certificates.length],
      [
        false,
        "Unable to connect to the server: tls: failed to parse certificate from server: x509: malformed certificate",
        [["certificate-unreadable", "error"]],
        1,
      ],
    );
    const none = await judge({ sent: [] });
    assert.deepEqual(
      none.findings.map(({ message }) => render(message)),
      ["The server sent no certificate."],
    );
  });

  it("keeps what a server says from breaking lines", async () => {
    const nasty = await makeCa({ cn: "a\u001b[31m\nb\u202e" });
    const { findings } = await judge({
      sent: [await serving({ issuer: nasty, cn: "x\n" }), nasty],
      host: "y\u0000",
    });
    for (const { message } of findings) {
      const text = render(message);
      assert.equal(shownWhole(text), text);
    }
    assert.equal(findings.length, 2);
  });
});

/** `shown`, without its bound on the length. */
function shownWhole(text: string): string {
  return (text.match(/.{1,100}/gsu) ?? []).map(shown).join("");
}
