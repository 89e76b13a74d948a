import { readFileSync } from "node:fs";
import { render } from "../../src/core/message.ts";
import { decodeCertificate, refusalOf } from "../../src/core/x509/certificate.ts";
import { fingerprintOf } from "../../src/core/x509/fingerprint.ts";
import { readPrivateKey } from "../../src/core/x509/key.ts";
import { commonName, formatName, organizations } from "../../src/core/x509/name.ts";
import { encodePem, readPem } from "../../src/core/x509/pem.ts";
import type {
  Certificate,
  KeyAlgorithm,
  KeyUsage,
  PemBlock,
  SubjectAltName,
} from "../../src/core/x509/types.ts";
import { goUriText } from "./uri.ts";

/** The keys of `x509-expected.jsonl`. */
export type X509Verdict = Readonly<Record<string, unknown>>;

/**
 * What Go's crypto/x509 says of each PEM block of a file, by the product's own decoder.
 * @param path what it is called in the verdicts
 * @param file where it is
 * @throws Error where the file cannot be read
 */
export function x509Verdicts(path: string, file: string): readonly X509Verdict[] {
  return readPem(readFileSync(file)).map((block, idx) => ({
    path,
    idx,
    type: block.label,
    ...describeBlock(block),
  }));
}

function describeBlock(block: PemBlock): X509Verdict {
  if (block.label === "CERTIFICATE") {
    const decoded = decodeCertificate(block.der);
    if (!decoded.ok) return { err: render(decoded.message) };
    const refused = refusalOf(decoded.value);
    return refused === undefined ? describeCertificate(decoded.value) : { err: refused };
  }
  if (!block.label.endsWith("PRIVATE KEY")) return {};
  const key = readPrivateKey(encodePem(block.label, block.der));
  if (!key.ok) return { err: render(key.message) };
  return key.value.algorithm ? { key: keyName(key.value.algorithm) } : { err: "the key is encrypted" };
}

const usages: readonly KeyUsage[] = [
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

function describeCertificate(certificate: Certificate): X509Verdict {
  const { basicConstraints: basic, keyUsage = [], extKeyUsage = [] } = certificate;
  const isOid = (usage: string) => /^\d/.test(usage);
  const facts = {
    sha256: fingerprintOf(certificate),
    subject: formatName(certificate.subject),
    cn: commonName(certificate.subject),
    o: organizations(certificate.subject),
    issuer: formatName(certificate.issuer),
    serial: certificate.serial,
    notBefore: goTime(certificate.notBefore),
    notAfter: goTime(certificate.notAfter),
    isCA: basic?.ca,
    bcValid: basic && true,
    maxPathLen: basic && (basic.maxPathLen ?? -1),
    keyUsage: keyUsage.reduce((bits, usage) => bits | (1 << usages.indexOf(usage)), 0),
    eku: [...extKeyUsage.filter(usage => !isOid(usage)), ...extKeyUsage.filter(isOid)],
    dns: namesOf(certificate, "dns"),
    email: namesOf(certificate, "email"),
    ip: namesOf(certificate, "ip"),
    uri: namesOf(certificate, "uri").map(goUriText),
    key: keyName(certificate.publicKey.algorithm),
    sigAlg: isOid(certificate.signatureAlgorithm) ? "0" : certificate.signatureAlgorithm,
    ski: certificate.subjectKeyId,
    aki: certificate.authorityKeyId,
    version: certificate.version,
    unhandledCritical: certificate.unhandledCritical,
  };
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => !isZero(value)));
}

/** What Go's encoder leaves out. */
function isZero(value: unknown): boolean {
  const empty = Array.isArray(value) && value.length === 0;
  return empty || value === undefined || value === "" || value === 0 || value === false;
}

/** RFC 3339 as Go writes it: four digits of a year, and more or a sign only where it takes them. */
function goTime(ms: number | undefined): string {
  if (ms === undefined) return "";
  const text = new Date(ms).toISOString().replace(".000Z", "Z");
  return text.replace(
    /^([+-])0*(\d{4,})/,
    (_, sign: string, year: string) => (sign === "-" ? "-" : "") + year,
  );
}

function namesOf(certificate: Certificate, type: SubjectAltName["type"]): readonly string[] {
  return certificate.subjectAltNames.flatMap(name =>
    name.type === type && name.type !== "other" ? [name.value] : [],
  );
}

const dsa = "1.2.840.10040.4.1";

function keyName(algorithm: KeyAlgorithm): string {
  switch (algorithm.type) {
    case "RSA":
      return `RSA-${algorithm.bits}`;
    case "ECDSA":
      return `EC-${algorithm.curve}`;
    case "Ed25519":
      return "Ed25519";
    case "other":
      return algorithm.oid === dsa ? "*dsa.PublicKey" : "unknown:0";
  }
}
