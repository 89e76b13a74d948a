import { strict as assert } from "node:assert";
import { render } from "../../../src/core/message.ts";
import { decodeCertificate } from "../../../src/core/x509/certificate.ts";
import { weaknessesOf } from "../../../src/core/x509/weakness.ts";
import { makeCa } from "../../support/certificates.ts";
import { rsaKey } from "../rules/cases/pki.ts";

describe("weak CAs", () => {
  async function weaknesses(options: Parameters<typeof makeCa>[0]): Promise<readonly string[]> {
    const decoded = decodeCertificate((await makeCa(options)).der);
    assert.ok(decoded.ok);
    return weaknessesOf(decoded.value).map(each => render(each));
  }

  it("have a short RSA key or a broken hash", async () => {
    assert.deepEqual(await weaknesses({}), []);
    assert.deepEqual(await weaknesses({ key: rsaKey(1024) }), ["an RSA key of only 1024 bits"]);
    assert.deepEqual(await weaknesses({ hash: "SHA-1" }), ["signed with ECDSA-SHA1"]);
  });
});
