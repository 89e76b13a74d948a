import { strict as assert } from "node:assert";
import { readAnswer } from "../../../src/cluster/exec/answer.ts";
import { parseTimestamp } from "../../../src/cluster/exec/timestamp.ts";
import { makeCertificate } from "../../support/certificates.ts";
import { credential, failureOf, printing, V1, V1BETA1 } from "./exec-support.ts";

const plugin = printing("");

function codeOf(stdout: string): string {
  const answer = readAnswer(stdout, plugin);
  return answer.ok ? "ok" : answer.code;
}

describe("what a credential plugin printed", () => {
  it("is read as client-go reads it", () => {
    // Each was tried with kubectl 1.36.3.
    const cases: readonly (readonly [stdout: string, expected: string])[] = [
      [credential({ token: "t" }), "ok"],
      [`apiVersion: ${V1}\nkind: ExecCredential\nstatus:\n  token: abc\n`, "ok"],
      [`\ufeff${credential({ token: "t" })}`, "ok"],
      [JSON.stringify({ apiVersion: V1, status: { token: "t" } }), "ok"],
      [credential({ token: "t", expirationTimestamp: null }), "ok"],
      [credential({ token: "t", expirationTimestamp: "2020-01-01T0:00:00,5+24:60" }), "ok"],
      ["", "garbage"],
      ["hello\n", "garbage"],
      ["42", "garbage"],
      ["[]", "garbage"],
      ["null", "garbage"],
      [`${credential({ token: "t" })}xx`, "garbage"],
      [`${credential({ token: "t" })}\n---\nfoo: bar\n`, "garbage"],
      [credential({ token: 5 }), "garbage"],
      [credential("t"), "garbage"],
      [credential({ token: "t", expirationTimestamp: "yesterday" }), "garbage"],
      [credential({ token: "t", expirationTimestamp: "" }), "garbage"],
      [credential({ token: "t", expirationTimestamp: 5 }), "garbage"],
      [credential({ token: "t", expirationTimestamp: "2020-01-01t00:00:00z" }), "garbage"],
      [credential({ token: "t", expirationTimestamp: "2020-02-30T00:00:00Z" }), "garbage"],
      [credential({ token: "t", expirationTimestamp: "2020-02-20T00:00:60Z" }), "garbage"],
      [JSON.stringify({ kind: "ExecCredential", status: { token: "t" } }), "wrong-version"],
      [JSON.stringify({ status: { token: "t" } }), "wrong-version"],
      [credential({ token: "t" }, V1BETA1), "wrong-version"],
      [credential({ token: "t" }, "client.authentication.k8s.io/v1alpha1"), "wrong-version"],
      [JSON.stringify({ apiVersion: V1, kind: "Foo", status: { token: "t" } }), "wrong-version"],
      [JSON.stringify({ apiVersion: "v1", kind: "Pod" }), "wrong-version"],
      [credential(undefined), "no-credential"],
      [credential(null), "no-credential"],
      [credential({}), "no-credential"],
      [credential({ token: null }), "no-credential"],
      [credential({ Token: "t" }), "no-credential"],
      [credential({ clientCertificateData: "x" }), "half-a-pair"],
      [credential({ token: "t", clientKeyData: "x" }), "half-a-pair"],
      [credential({ clientCertificateData: "x", clientKeyData: "y" }), "bad-pair"],
      [credential({ token: "t\n" }), "bad-token"],
      [credential({ token: "t\u0000" }), "bad-token"],
    ];
    assert.deepEqual(
      cases.map(([stdout]) => [stdout, codeOf(stdout)]),
      cases,
    );
  });

  it("may be a certificate with its key, which must fit", async () => {
    const [one, other] = [await makeCertificate({ cn: "jane" }), await makeCertificate({ cn: "joe" })];
    const pair = { clientCertificateData: one.pem, clientKeyData: one.keyPem };
    const both = { ...pair, token: "t", expirationTimestamp: "2026-06-01T13:00:00Z" };
    assert.deepEqual(readAnswer(credential(both), plugin), {
      ok: true,
      value: { ...pair, token: "t", expires: Date.parse("2026-06-01T13:00:00Z") },
    });
    const wrong = readAnswer(credential({ ...pair, clientKeyData: other.keyPem }), plugin);
    const { code, text } = failureOf(wrong);
    assert.equal(code, "bad-pair");
    assert.match(text, /gave: tls: private key does not match public key\./);
  });

  it("is never repeated", () => {
    const secret = "sesame-sesame-47";
    const texts = [
      secret,
      `{"${secret}`,
      `token: ${secret}`,
      `${credential({ token: secret })}${secret}`,
      `warning: old\n${credential({ token: secret })}`,
      credential({ token: [secret] }),
      credential({ token: `${secret}\n` }),
      credential(secret),
      credential({ token: secret, expirationTimestamp: secret }),
      credential({ token: secret }, secret),
      credential({ token: secret }, `client.authentication.k8s.io/${secret.replaceAll("-", "")}`),
      JSON.stringify({ apiVersion: V1, kind: secret, status: { token: secret } }),
      credential({ clientKeyData: secret }),
      credential({ clientKeyData: secret, clientCertificateData: secret }),
    ];
    for (const text of texts) {
      assert.doesNotMatch(failureOf(readAnswer(text, plugin)).text, /sesame/, text);
    }
  });

  it("is told from an answer among other text", () => {
    const { text } = failureOf(readAnswer(`A new version is out\n${credential({ token: "t" })}`, plugin));
    assert.match(text, /printed other text beside its ExecCredential/);
  });

  it("says which version it speaks", () => {
    const { text } = failureOf(readAnswer(credential({ token: "t" }, V1BETA1), plugin));
    assert.match(text, new RegExp(`answered in ${V1BETA1}, and the kubeconfig asks for ${V1},`));
  });
});

describe("a timestamp", () => {
  it("is read as Go's time.Parse reads RFC 3339", () => {
    const cases: readonly (readonly [text: string, expected: string | undefined])[] = [
      ["2026-06-01T12:00:00Z", "2026-06-01T12:00:00.000Z"],
      ["2026-06-01T12:00:00.25+02:00", "2026-06-01T10:00:00.250Z"],
      ["2026-06-01T12:00:00-00:30", "2026-06-01T12:30:00.000Z"],
      ["0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000Z"],
      ["2026-06-01", undefined],
      ["2026-06-01 12:00:00Z", undefined],
      ["2026-13-01T12:00:00Z", undefined],
      ["2026-06-01T24:00:00Z", undefined],
      ["2026-06-01T12:00:00", undefined],
    ];
    const read = (text: string) => {
      const moment = parseTimestamp(text);
      return moment === undefined ? undefined : new Date(moment).toISOString();
    };
    assert.deepEqual(
      cases.map(([text]) => [text, read(text)]),
      cases,
    );
  });
});
