import { strict as assert } from "node:assert";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { render } from "../../src/core/message.ts";
import { decodeCertificate, refusalOf } from "../../src/core/x509/certificate.ts";
import { fingerprintOf } from "../../src/core/x509/fingerprint.ts";
import { commonName, formatName, organizations } from "../../src/core/x509/name.ts";
import { readPem } from "../../src/core/x509/pem.ts";
import type { Certificate, KeyAlgorithm, KeyUsage, SubjectAltName } from "../../src/core/x509/types.ts";

const corpus = fileURLToPath(new URL("../../../shared/corpus/", import.meta.url));

/** A line of x509-expected.jsonl: what Go 1.26.8 makes of a PEM block. */
interface Expected {
  readonly path: string;
  readonly idx: number;
  readonly type: string;
  readonly err?: string;
  readonly maxPathLen?: number;
  readonly key?: string;
  readonly eku?: readonly string[];
}

describe("x509 against the corpus", () => {
  before(function () {
    if (!existsSync(corpus)) {
      console.log(`      skipped: ${corpus} is not here`);
      this.skip();
    }
  });

  it("reads every certificate as Go does", () => {
    const lines = readFileSync(`${corpus}x509-expected.jsonl`, "utf8").trim().split("\n");
    const expected = lines
      .map(line => JSON.parse(line) as Expected)
      .filter(({ type }) => type === "CERTIFICATE");
    assert.equal(expected.length > 500, true);
    const ours = expected.map(({ path, idx, type }) => ({ path, idx, type, ...describeBlock(path, idx) }));
    assert.deepEqual(ours, expected.map(normalize));
  });
});

/** The order of usages and the length of an absent path are matters of Go's representation. */
function normalize(line: Expected): object {
  const { maxPathLen, key, eku, ...rest } = line;
  return {
    ...rest,
    ...(key !== undefined && { key: !/^(RSA|EC|Ed)/.test(key) ? "other" : key }),
    ...(eku !== undefined && { eku: eku.toSorted() }),
    ...(maxPathLen !== undefined && maxPathLen >= 0 && { maxPathLen }),
  };
}

function describeBlock(path: string, index: number): object {
  const block = readPem(readFileSync(corpus + path))[index];
  assert(block);
  const decoded = decodeCertificate(block.der);
  if (!decoded.ok) {
    return { err: render(decoded.message) };
  }
  const refused = refusalOf(decoded.value);
  return refused === undefined ? describeCertificate(decoded.value) : { err: refused };
}

const USAGES: readonly KeyUsage[] = [
  "digitalSignature",
  "nonRepudiation",
  "keyEncipherment",
  "dataEncipherment",
  "keyAgreement",
  "keyCertSign",
  "cRLSign",
  "encipherOnly",
  "decipherOnly",
];

function describeCertificate(certificate: Certificate): object {
  const { basicConstraints, keyUsage = [], extKeyUsage = [] } = certificate;
  const facts = {
    sha256: fingerprintOf(certificate),
    subject: formatName(certificate.subject),
    cn: commonName(certificate.subject),
    o: organizations(certificate.subject),
    issuer: formatName(certificate.issuer),
    serial: certificate.serial,
    notBefore: goTime(certificate.notBefore),
    notAfter: goTime(certificate.notAfter),
    isCA: basicConstraints?.ca,
    bcValid: basicConstraints && true,
    maxPathLen: basicConstraints?.maxPathLen,
    keyUsage: keyUsage.reduce((bits, usage) => bits | (1 << USAGES.indexOf(usage)), 0),
    eku: extKeyUsage.toSorted(),
    dns: namesOf(certificate, "dns"),
    email: namesOf(certificate, "email"),
    ip: namesOf(certificate, "ip"),
    uri: namesOf(certificate, "uri"),
    key: keyName(certificate.publicKey.algorithm),
    sigAlg: /^\d/.test(certificate.signatureAlgorithm) ? "0" : certificate.signatureAlgorithm,
    ski: certificate.subjectKeyId,
    aki: certificate.authorityKeyId,
    version: certificate.version,
    unhandledCritical: certificate.unhandledCritical,
  };
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => !isZero(value)));
}

/** What the corpus leaves out. */
function isZero(value: unknown): boolean {
  return (
    value === undefined ||
    value === "" ||
    value === 0 ||
    value === false ||
    (Array.isArray(value) && value.length === 0)
  );
}

function goTime(ms: number | undefined): string {
  return ms === undefined ? "" : new Date(ms).toISOString().replace(".000Z", "Z");
}

function namesOf(certificate: Certificate, type: SubjectAltName["type"]): readonly string[] {
  return certificate.subjectAltNames.flatMap(name =>
    name.type === type && name.type !== "other" ? [name.value] : [],
  );
}

function keyName(algorithm: KeyAlgorithm): string {
  switch (algorithm.type) {
    case "RSA":
      return `RSA-${algorithm.bits}`;
    case "ECDSA":
      return `EC-${algorithm.curve}`;
    default:
      return algorithm.type;
  }
}
