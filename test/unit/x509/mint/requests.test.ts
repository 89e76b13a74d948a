import { strict as assert } from "node:assert";
import { createPublicKey, randomBytes } from "node:crypto";
import "@abraham/reflection";
import {
  BasicConstraintsExtension,
  Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  Pkcs10CertificateRequestGenerator,
  SubjectAlternativeNameExtension,
} from "@peculiar/x509";
import { lasting, parseServerNames } from "../../../../src/core/x509/assess.ts";
import { checkKeyPair } from "../../../../src/core/x509/key-pair.ts";
import { encodePem } from "../../../../src/core/x509/pem.ts";
import { createCsr, inspectCsr, signCsr } from "../../../../src/core/x509/signing.ts";
import { makeCa, makeKey, makeRequest } from "../../../support/certificates.ts";
import { importPrivate, importPublic } from "../../../support/keys.ts";
import { made, signingCa, thriftyCrypto } from "../../../support/minting.ts";

const world = { now: Date.parse("2026-06-01T12:00:00Z"), crypto: thriftyCrypto() };
const lifetime = lasting(1, "d");

describe("certificate signing requests", () => {
  it("are made with a key, read again and signed", async () => {
    const ca = await signingCa(world);
    const names = made(parseServerNames("10.0.0.1 node"));
    const identity = { user: "system:node:node", groups: ["system:nodes"], uid: "9" };
    const { requestPem, keyPem } = made(await createCsr({ ...identity, names, keyType: "ed25519" }, world));
    const summary = made(await inspectCsr(requestPem));
    const signed = made(await signCsr(summary, { lifetime, usages: ["serverAuth"] }, ca, world));
    assert.deepEqual(
      {
        identity: summary.identity,
        names: summary.names,
        dropped: summary.dropped,
        confirmations: summary.judgement.confirmations.map(each => each.code),
        sans: signed.certificate.subjectAltNames,
        usages: signed.certificate.extKeyUsage,
        pair: checkKeyPair(signed.certificatePem, keyPem),
      },
      {
        identity,
        names,
        dropped: [],
        confirmations: ["system-name", "system-name"],
        sans: names,
        usages: ["serverAuth"],
        pair: { ok: true },
      },
    );
  });

  it("get nothing that is not safe", async () => {
    const ca = await signingCa(world);
    const key = await makeKey("p256", "greedy");
    const request = await Pkcs10CertificateRequestGenerator.create({
      name: "CN=jane, O=dev, OU=kept",
      keys: { privateKey: await importPrivate(key), publicKey: await importPublic(key) },
      signingAlgorithm: { name: "ECDSA", hash: "SHA-256" },
      extensions: [
        new BasicConstraintsExtension(true, 3, true),
        new KeyUsagesExtension(KeyUsageFlags.keyCertSign, true),
        new SubjectAlternativeNameExtension([
          { type: "dns", value: "a.example" },
          { type: "dn", value: "CN=other" },
          { type: "dns", value: "evil.example\0.a.example" },
          { type: "dns", value: "two words" },
          { type: "url", value: "spiffe://a/b" },
          { type: "email", value: "jane@\n" },
        ]),
        new Extension("1.2.3.4", true, new Uint8Array([5, 0])),
      ],
    });
    const summary = made(await inspectCsr(request.toString("pem")));
    const { certificate } = made(await signCsr(summary, { lifetime }, ca, world));
    assert.deepEqual(
      {
        subject: summary.subject,
        names: summary.names,
        dropped: summary.dropped,
        confirmations: summary.judgement.confirmations.map(each => each.code),
        ca: certificate.basicConstraints,
        usages: [certificate.keyUsage, certificate.extKeyUsage],
        sans: certificate.subjectAltNames,
        copied: Buffer.from(certificate.subject.der).equals(summary.request.subject.der),
        extensions: certificate.extensions.length,
      },
      {
        subject: "CN=jane,OU=kept,O=dev",
        names: [
          { type: "dns", value: "a.example" },
          { type: "uri", value: "spiffe://a/b" },
        ],
        dropped: ["2.5.29.19", "2.5.29.15", "2.5.29.17", "1.2.3.4"],
        confirmations: ["csr-asks-ca"],
        ca: { ca: false },
        usages: [["digitalSignature"], ["clientAuth"]],
        sans: [
          { type: "dns", value: "a.example" },
          { type: "uri", value: "spiffe://a/b" },
        ],
        copied: true,
        extensions: 6,
      },
    );
  });

  it("are refused for a key that Go's TLS takes from nobody", async () => {
    const rsa = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };
    const modulus = randomBytes(1025).with(0, 0x80).with(1024, 1);
    const jwk = { kty: "RSA", n: Buffer.from(modulus).toString("base64url"), e: "AQAB" };
    const spki = createPublicKey({ key: jwk, format: "jwk" }).export({ type: "spki", format: "der" });
    const publicKey = await crypto.subtle.importKey("spki", spki, rsa, true, ["verify"]);
    // Whoever signed it: the key is looked at first.
    const privateKey = await importPrivate(await makeKey("p256", "other"));
    const request = await Pkcs10CertificateRequestGenerator.create({
      name: "CN=jane",
      keys: { privateKey, publicKey },
      signingAlgorithm: { name: "ECDSA", hash: "SHA-256" },
    });
    const inspected = await inspectCsr(request.toString("pem"));
    assert.equal(inspected.ok ? "" : inspected.code, "csr-key");
  });

  it("are signed in every form that openssl reads", async () => {
    const { pem, keyPem } = await makeRequest({ cn: "jane", seed: "jane" });
    const der = Buffer.from(pem.replace(/-.*-|\s/g, ""), "base64");
    const forms: readonly (string | Uint8Array)[] = [
      pem,
      der,
      pem.replaceAll("CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST"),
      pem.replaceAll("\n", "\r\n"),
      `Certificate Request:\n    Data:\n${pem}`,
      `\ufeff${pem}`,
      `\ufeff${pem}${(await makeCa()).pem}`,
      `\ufeff${keyPem}${pem}`,
      keyPem + pem,
      (await makeCa()).pem + keyPem + pem,
      `${pem}\0\0rest`,
      Buffer.concat([der, Buffer.of(0, 0)]),
      encodePem("CERTIFICATE REQUEST", Buffer.concat([der, Buffer.of(0, 0)])),
    ];
    for (const form of forms) assert.equal(made(await inspectCsr(form)).subject, "CN=jane");
  });

  it("are refused when unsigned, unreadable or for nobody", async () => {
    const ca = await signingCa(world);
    const { pem } = await makeRequest({ cn: "jane", seed: "jane" });
    const tampered = Buffer.from(pem.replace(/-.*-|\s/g, ""), "base64");
    tampered[tampered.length - 1] = (tampered[tampered.length - 1] ?? 0) ^ 1;
    const wrap = (bytes: Buffer, label = "CERTIFICATE REQUEST") =>
      `-----BEGIN ${label}-----\n${bytes.toString("base64")}\n-----END ${label}-----\n`;
    const inspected = await Promise.all([
      inspectCsr(wrap(tampered)),
      inspectCsr(wrap(tampered.subarray(9))),
      inspectCsr(pem.replaceAll("CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST")),
      inspectCsr(""),
    ]);
    const nobody = made(await inspectCsr((await makeRequest({ seed: "nobody" })).pem));
    const signed = await signCsr(nobody, { lifetime }, ca, world);
    const served = await signCsr(nobody, { lifetime, usages: ["serverAuth"] }, ca, world);
    assert.deepEqual(
      [...inspected, signed, served].map(result => (result.ok ? "" : result.code)),
      ["csr-signature", "csr-unreadable", "", "csr-unreadable", "user-empty", ""],
    );
  });
});
