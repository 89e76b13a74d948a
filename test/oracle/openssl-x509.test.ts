import { strict as assert } from "node:assert";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { decodeCertificates } from "../../src/core/x509/certificates.ts";
import { verifySignature } from "../../src/core/x509/chain.ts";
import { fingerprintOf, formatFingerprint } from "../../src/core/x509/fingerprint.ts";
import { checkKeyPair } from "../../src/core/x509/key-pair.ts";
import { valuesOf } from "../../src/core/x509/name.ts";
import type { Certificate } from "../../src/core/x509/types.ts";

const KEYS: readonly (readonly [name: string, ...genpkey: string[]])[] = [
  ["rsa-1024", "RSA", "-pkeyopt", "rsa_keygen_bits:1024"],
  ["rsa-2048", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"],
  ["rsa-3072", "RSA", "-pkeyopt", "rsa_keygen_bits:3072"],
  ["rsa-three-primes", "RSA", "-pkeyopt", "rsa_keygen_bits:2048", "-pkeyopt", "rsa_keygen_primes:3"],
  ["p224", "EC", "-pkeyopt", "ec_paramgen_curve:secp224r1"],
  ["p256", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"],
  ["p384", "EC", "-pkeyopt", "ec_paramgen_curve:P-384"],
  ["p521", "EC", "-pkeyopt", "ec_paramgen_curve:P-521"],
  ["ed25519", "ED25519"],
];
const SUBJECTS: readonly string[] = [
  "/O=dev/O=ops/CN=jane",
  "/CN=Jörg Müller 日本 🎉",
  '/C=DE/ST=B/L=B/O=a, b\\/c + d="e"/OU=x/CN=<svc>;#1',
  "/O=dev+CN=multi",
  "/CN=a/CN=b/emailAddress=x@example.com",
  `/CN=${"long".repeat(16)}`,
];
const SANS = Array.from({ length: 300 }, (_, i) => `DNS:host-${i}.example.com,IP:10.0.${i % 256}.1`).join(
  ",",
);

describe("x509 against openssl", function () {
  this.timeout(120_000);
  let folder: string;

  before(function () {
    if (spawnSync("openssl", ["version"]).status !== 0) {
      console.log("      skipped: openssl is not installed");
      return this.skip();
    }
    folder = mkdtempSync(join(tmpdir(), "openssl-x509-"));
  });

  after(() => {
    if (folder !== undefined) {
      rmSync(folder, { recursive: true });
    }
  });

  for (const [name, ...algorithm] of KEYS) {
    it(`reads certificates and keys of ${name}`, async () => {
      const key = openssl("genpkey", "-algorithm", ...algorithm);
      const keyFile = write("key.pem", key);
      const made = SUBJECTS.map((subject, i) => selfSigned(keyFile, subject, i));
      const ours = made.map(pem => describeOurs(leafOf(pem)));
      assert.deepEqual(ours, made.map(describeOpenssl));
      const [first = ""] = made;
      const forms = [key, ...traditional(name, keyFile)];
      assert.deepEqual(
        forms.flatMap(form => [false, true].map(exact => checkKeyPair(first, form, { exact }))),
        forms.flatMap(() => [{ ok: true }, { ok: true }]),
      );
      const leaf = leafOf(first);
      assert.equal(await verifySignature(leaf, leaf), name === "p224" ? undefined : true);
    });
  }

  it("reads many names in order", () => {
    const keyFile = write(
      "key.pem",
      openssl("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"),
    );
    const leaf = leafOf(selfSigned(keyFile, "/CN=many", 9, "-addext", `subjectAltName=${SANS}`));
    const names = leaf.subjectAltNames.map(san =>
      san.type === "other" ? "" : `${san.type.toUpperCase()}:${san.value}`,
    );
    assert.equal(names.join(","), SANS);
  });

  it("reads a long chain in order", async () => {
    const list = chain(12);
    const certificates = decodeCertificates(list).entries.map(
      ({ certificate }) => certificate.ok && certificate.value,
    );
    const pairs = certificates.map((child, i) => [child, certificates[i + 1]] as const).slice(0, -1);
    const verdicts = await Promise.all(
      pairs.map(([child, issuer]) => child && issuer && verifySignature(child, issuer)),
    );
    assert.deepEqual([certificates.length, verdicts], [12, verdicts.map(() => true)]);
  });

  function openssl(...args: readonly string[]): string {
    return execFileSync("openssl", args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  }

  function write(name: string, text: string): string {
    const file = join(folder, name);
    writeFileSync(file, text);
    return file;
  }

  function selfSigned(keyFile: string, subject: string, serial: number, ...more: readonly string[]): string {
    const days = ["-days", String(30 + serial * 5000)];
    const name = ["-utf8", ...(subject.includes("+CN") ? ["-multivalue-rdn"] : []), "-subj", subject];
    return openssl(
      "req",
      "-x509",
      "-new",
      "-key",
      keyFile,
      ...name,
      ...days,
      "-set_serial",
      `0x${serial}f`,
      ...more,
    );
  }

  function traditional(name: string, keyFile: string): readonly string[] {
    return name === "ed25519" ? [] : [openssl("pkey", "-traditional", "-in", keyFile)];
  }

  /** Leaf first. */
  function chain(length: number): string {
    let issuer: readonly string[] = [];
    let list = "";
    for (let i = 0; i < length; i++) {
      const key = write(
        `chain-${i}.key`,
        openssl("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"),
      );
      const certificate = join(folder, `chain-${i}.pem`);
      openssl(
        "req",
        "-x509",
        "-new",
        "-key",
        key,
        "-subj",
        `/CN=level ${i}`,
        "-days",
        "9",
        "-out",
        certificate,
        ...issuer,
      );
      issuer = ["-CA", certificate, "-CAkey", key];
      list = readFileSync(certificate, "utf8") + list;
    }
    return list;
  }

  function describeOpenssl(pem: string): object {
    const file = write("certificate.pem", pem);
    const fields = [
      "-serial",
      "-startdate",
      "-enddate",
      "-fingerprint",
      "-sha256",
      "-subject",
      "-dateopt",
      "iso_8601",
    ];
    const text = openssl(
      "x509",
      "-in",
      file,
      "-noout",
      ...fields,
      "-nameopt",
      "sep_multiline,utf8,lname,dn_rev,-esc_msb",
    );
    const one = (pattern: RegExp) => pattern.exec(text)?.[1] ?? "";
    const all = (name: string) => [
      ...text.matchAll(new RegExp(`(?:^|\\+ *|\\n) *${name}=(.*?)(?= \\+ |\\n|$)`, "g")),
    ];
    return {
      serial: one(/serial=(.*)/)
        .toLowerCase()
        .replace(/^0+(?=.)/, ""),
      times: [one(/notBefore=(.*)/), one(/notAfter=(.*)/)].map(time => Date.parse(time.replace(" ", "T"))),
      fingerprint: one(/Fingerprint=(.*)/),
      commonNames: all("commonName")
        .map(match => match[1])
        .toSorted(),
    };
  }
});

function leafOf(pem: string): Certificate {
  const [first] = decodeCertificates(pem).entries;
  assert(first?.certificate.ok);
  return first.certificate.value;
}

function describeOurs(certificate: Certificate): object {
  return {
    serial: certificate.serial,
    times: [certificate.notBefore, certificate.notAfter],
    fingerprint: formatFingerprint(fingerprintOf(certificate)),
    commonNames: valuesOf(certificate.subject, "2.5.4.3").toSorted(),
  };
}
