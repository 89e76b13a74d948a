import { strict as assert } from "node:assert";
import { render } from "../../../src/core/message.ts";
import {
  decodeCertificateRequest,
  readCertificateRequest,
  verifyRequest,
} from "../../../src/core/x509/csr.ts";
import { formatName } from "../../../src/core/x509/name.ts";
import { encodePem, readPem } from "../../../src/core/x509/pem.ts";
import { makeRequest } from "../../support/certificates.ts";
import { mutateDer, randomNumbers } from "../../support/mutate.ts";

describe("readCertificateRequest", () => {
  it("reads who asks for what, and that the request is signed with its key", async () => {
    const { pem } = await makeRequest({
      cn: "jane",
      orgs: ["dev"],
      san: [{ type: "dns", value: "a.example.com" }],
    });
    const request = readCertificateRequest(pem);
    assert(request.ok);
    const { subject, publicKey, subjectAltNames, attributes, signatureAlgorithm, problems } = request.value;
    assert.deepEqual(
      [formatName(subject), publicKey.algorithm, subjectAltNames, attributes, signatureAlgorithm, problems],
      [
        "CN=jane,O=dev",
        { type: "ECDSA", curve: "P-256" },
        [{ type: "dns", value: "a.example.com" }],
        ["1.2.840.113549.1.9.14"],
        "ECDSA-SHA256",
        [],
      ],
    );
    const forged = {
      ...request.value,
      tbs: request.value.tbs.map((byte, i) => (i === 20 ? byte ^ 1 : byte)),
    };
    assert.deepEqual([await verifyRequest(request.value), await verifyRequest(forged)], [true, false]);
  });

  it("takes the label the API server takes, first of all", async () => {
    const { pem, keyPem } = await makeRequest({ cn: "jane" });
    const texts = [pem, pem.replaceAll("CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST"), keyPem + pem, ""];
    const read = texts.map(text => readCertificateRequest(text));
    assert.deepEqual(
      read.map(request => (request.ok ? "ok" : render(request.message))),
      ["ok", ...Array<string>(3).fill("PEM block type must be CERTIFICATE REQUEST")],
    );
  });

  it("never throws on damaged requests", async () => {
    const [block] = readPem((await makeRequest({ cn: "jane", san: [{ type: "dns", value: "a" }] })).pem);
    assert(block);
    const random = randomNumbers(3);
    for (let i = 0; i < 500; i++) {
      const der = mutateDer(block.der, random);
      assert.equal(readCertificateRequest(encodePem(block.label, der)).ok, decodeCertificateRequest(der).ok);
    }
  });
});
