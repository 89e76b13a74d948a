import { strict as assert } from "node:assert";
import { createPrivateKey, X509Certificate } from "node:crypto";
import { type KeyType, makeCa, makeCertificate, makeRequest } from "../../support/certificates.ts";

describe("certificates made for tests", () => {
  it("are what was asked for", async () => {
    const ca = await makeCa({ seed: "ca" });
    const jane = await makeCertificate({
      cn: "jane",
      orgs: ["dev", "ops"],
      issuer: ca,
      serial: "0a0b",
      notBefore: new Date("2026-02-03T04:05:06Z"),
      notAfter: new Date("2026-02-04T04:05:06Z"),
      eku: ["clientAuth"],
      san: [
        { type: "dns", value: "localhost" },
        { type: "ip", value: "127.0.0.1" },
      ],
    });
    const read = new X509Certificate(jane.pem);
    assert.deepEqual(
      {
        subject: read.subject,
        issuer: read.issuer,
        serial: read.serialNumber,
        from: read.validFromDate.toISOString(),
        to: read.validToDate.toISOString(),
        usage: read.keyUsage,
        san: read.subjectAltName,
        ca: read.ca,
        signed: read.verify(new X509Certificate(ca.pem).publicKey),
        issued: read.checkIssued(new X509Certificate(ca.pem)),
        matches: read.checkPrivateKey(createPrivateKey(jane.traditionalKeyPem)),
      },
      {
        subject: "O=dev + O=ops\nCN=jane",
        issuer: "CN=kubernetes",
        serial: "0A0B",
        from: "2026-02-03T04:05:06.000Z",
        to: "2026-02-04T04:05:06.000Z",
        usage: ["1.3.6.1.5.5.7.3.2"],
        san: "DNS:localhost, IP Address:127.0.0.1",
        ca: false,
        signed: true,
        issued: true,
        matches: true,
      },
    );
  });

  it("carry every kind of key", async () => {
    const types: readonly KeyType[] = ["rsa-2048", "p256", "p384", "p521", "ed25519"];
    const seen = await Promise.all(
      types.map(async keyType => {
        const made = await makeCertificate({ cn: "x", keyType });
        const label = made.traditionalKeyPem.split("\n")[0];
        const read = new X509Certificate(made.pem);
        return [keyType, label, read.verify(read.publicKey), read.checkPrivateKey(made.privateKey)];
      }),
    );
    assert.deepEqual(seen, [
      ["rsa-2048", "-----BEGIN RSA PRIVATE KEY-----", true, true],
      ["p256", "-----BEGIN EC PRIVATE KEY-----", true, true],
      ["p384", "-----BEGIN EC PRIVATE KEY-----", true, true],
      ["p521", "-----BEGIN EC PRIVATE KEY-----", true, true],
      ["ed25519", "-----BEGIN PRIVATE KEY-----", true, true],
    ]);
  });

  it("are the same bytes from the same seed with Ed25519", async () => {
    const make = () => makeCertificate({ cn: "x", keyType: "ed25519", seed: "one" });
    assert.equal((await make()).pem, (await make()).pem);
    assert.notEqual(
      (await make()).pem,
      (await makeCertificate({ cn: "x", keyType: "ed25519", seed: "two" })).pem,
    );
  });

  it("come with requests", async () => {
    const request = await makeRequest({ cn: "jane", orgs: ["dev"], seed: "jane" });
    assert.match(
      request.pem,
      /^-----BEGIN CERTIFICATE REQUEST-----\n[\s\S]+\n-----END CERTIFICATE REQUEST-----\n$/,
    );
  });
});
