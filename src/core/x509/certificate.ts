import { equalBytes, toHex } from "../bytes/bytes.ts";
import { say } from "../message.ts";
import type { Failure, Result } from "../result.ts";
import { signatureScheme } from "./algorithms.ts";
import { contextTag, DerReader, integerValue, isNegative, Tag } from "./der.ts";
import type { ExtensionFacts } from "./extensions/decode.ts";
import { readExtensions, readOptionalFields } from "./extensions/list.ts";
import { foreignCurve } from "./foreign-curve.ts";
import { type NameReading, readName } from "./name.ts";
import { oddity, refusal } from "./problems.ts";
import { readAlgorithm, readPublicKey, rightAligned } from "./public-key.ts";
import type { Certificate, CertificateExtension, CertificateProblem, PublicKey } from "./types.ts";
import { neverValid, readValidity } from "./validity.ts";

/**
 * Decode an X.509 certificate (RFC 5280 4.1) and judge it as Go 1.26's x509.ParseCertificate does: each check it makes
 * that fails is a problem with `refused`, in Go's order, and what else can be read is there all the same. A failure
 * only where not even the subject can be found. Linear in the size of `der`; never throws.
 */
export function decodeCertificate(der: Uint8Array): Result<Certificate> {
  const file = new DerReader(der);
  const outer = file.enter(Tag.sequence);
  if (outer === undefined) {
    return failure("x509: malformed certificate");
  }
  const tbsElement = outer.element(Tag.sequence);
  const tbs = tbsElement && new DerReader(tbsElement).enter(Tag.sequence);
  if (tbs === undefined) {
    return failure("x509: malformed tbs certificate");
  }
  const problems: CertificateProblem[] = [];
  const head = readHead(tbs, outer, problems);
  if (typeof head === "string") {
    return failure(problems[0]?.error ?? head);
  }
  const { extensionsReadable, ...body } = readBody(tbs, head.version, problems);
  const facts: ExtensionFacts = {};
  const unhandledCritical = extensionsReadable ? readExtensions(body.extensions, facts, problems) : [];
  const bits = outer.bitString();
  if (bits === undefined) {
    problems.push(refusal("signature", "x509: malformed signature"));
  }
  if (!file.empty) {
    problems.push(refusal("structure", "x509: trailing data"));
  }
  const certificate: Certificate = {
    der: file.empty ? der : der.subarray(0, file.offset),
    ...head,
    ...body,
    subjectAltNames: [],
    ...facts,
    unhandledCritical,
    tbs: tbsElement ?? new Uint8Array(0),
    signature: bits === undefined ? new Uint8Array(0) : rightAligned(bits),
    problems,
  };
  addOddities(certificate, problems);
  return { ok: true, value: certificate };
}

/** Whether Go, and so kubectl, accepts the certificate. */
export function isAccepted(certificate: Certificate): boolean {
  return !certificate.problems.some(problem => problem.refused);
}

/** Go's error where it refuses the certificate. */
export function refusalOf(certificate: Certificate): string | undefined {
  return certificate.problems.find(problem => problem.refused)?.error;
}

/** The same for people: with the name of a curve that Go does not know. */
export function shownRefusalOf(certificate: Certificate): string | undefined {
  const refused = refusalOf(certificate);
  if (refused === undefined || !/elliptic curve|ECDSA parameters/.test(refused)) return refused;
  const curve = foreignCurve(certificate.publicKey.spki);
  return curve === undefined ? refused : `${refused} (${curve})`;
}

function failure(error: string): Failure {
  return { ok: false, code: "certificate", message: say(error) };
}

type Head = Pick<
  Certificate,
  "version" | "serial" | "signatureAlgorithm" | "issuer" | "notBefore" | "notAfter" | "subject"
>;

/** Everything up to the subject, without which a certificate says nothing. */
function readHead(tbs: DerReader, outer: DerReader, problems: CertificateProblem[]): Head | string {
  const version = readVersion(tbs, problems);
  if (typeof version === "string") {
    return version;
  }
  const serial = readSerial(tbs, problems);
  if (serial === undefined) {
    return "x509: malformed serial number";
  }
  const signatureAlgorithm = readSignatureAlgorithm(tbs, outer, problems);
  if (signatureAlgorithm === undefined) {
    return "x509: malformed signature algorithm identifier";
  }
  const issuer = takeName(tbs, problems);
  if (issuer === undefined) {
    return "x509: malformed issuer";
  }
  const validity = readValidity(tbs, problems);
  if (validity === undefined) {
    return "x509: malformed validity";
  }
  const subject = takeName(tbs, problems);
  return subject === undefined
    ? "x509: malformed issuer"
    : { version, serial, signatureAlgorithm, issuer, ...validity, subject };
}

/** 1, 2 or 3; a number out of range is a problem and reads as 3, so that extensions show. */
function readVersion(tbs: DerReader, problems: CertificateProblem[]): number | string {
  const tag = contextTag(0, true);
  if (tbs.peek() !== tag) {
    return 1;
  }
  const explicit = tbs.enter(tag);
  if (explicit === undefined) {
    return "x509: malformed version";
  }
  const integer = explicit.integer();
  if (integer === undefined || integer.length > 8 || isNegative(integer) || !explicit.empty) {
    problems.push(refusal("version", "x509: malformed version"));
    return 3;
  }
  const version = goInt(integerValue(integer) + 1n);
  if (version > 3) {
    problems.push(refusal("version", "x509: invalid version"));
    return 3;
  }
  return version;
}

/** Go's int of 64 bits wraps around, so that the largest version is a negative one, and passes. */
function goInt(value: bigint): number {
  return Number(BigInt.asIntN(64, value));
}

function readSerial(tbs: DerReader, problems: CertificateProblem[]): string | undefined {
  const content = tbs.content(Tag.integer);
  const [first, second] = content ?? [];
  if (content === undefined || first === undefined) {
    return undefined;
  }
  if (second !== undefined && ((first === 0 && second < 0x80) || (first === 0xff && second >= 0x80))) {
    problems.push(refusal("serial", "x509: malformed serial number"));
  } else if (isNegative(content)) {
    problems.push(refusal("serial", "x509: negative serial number"));
  }
  return isNegative(content) ? integerValue(content).toString(16) : toHex(content).replace(/^0+(?=.)/, "");
}

function readSignatureAlgorithm(
  tbs: DerReader,
  outer: DerReader,
  problems: CertificateProblem[],
): string | undefined {
  const inner = tbs.content(Tag.sequence);
  if (inner === undefined) {
    return undefined;
  }
  const stated = outer.content(Tag.sequence);
  if (stated === undefined) {
    problems.push(refusal("signature-algorithm", "x509: malformed algorithm identifier"));
  } else if (!equalBytes(stated, inner)) {
    const error = "x509: inner and outer signature algorithm identifiers don't match";
    problems.push(refusal("signature-algorithm", error));
  }
  const identifier = readAlgorithm(new DerReader(inner));
  if (typeof identifier === "string") {
    problems.push(refusal("signature-algorithm", identifier));
    return "";
  }
  return signatureScheme(identifier)?.name ?? identifier.oid;
}

function takeName(tbs: DerReader, problems: CertificateProblem[]): NameReading["name"] | undefined {
  const der = tbs.element(Tag.sequence);
  if (der === undefined) {
    return undefined;
  }
  const { name, error } = readName(der);
  if (error !== undefined) {
    problems.push(refusal("name", error));
  }
  return name;
}

interface Body {
  readonly publicKey: PublicKey;
  readonly extensions: readonly CertificateExtension[];
  readonly extensionsReadable: boolean;
}

const NO_KEY: PublicKey = { algorithm: { type: "other", oid: "" }, spki: new Uint8Array(0) };

/** What follows the subject. */
function readBody(tbs: DerReader, version: number, problems: CertificateProblem[]): Body {
  const spki = tbs.element(Tag.sequence);
  if (spki === undefined) {
    problems.push(refusal("key", "x509: malformed spki"));
    return { publicKey: NO_KEY, extensions: [], extensionsReadable: false };
  }
  const { algorithm, error } = readPublicKey(spki);
  if (error !== undefined) {
    problems.push(refusal("key", error));
  }
  const extensions: CertificateExtension[] = [];
  const unreadable = version > 1 ? readOptionalFields(tbs, version, extensions) : undefined;
  if (unreadable !== undefined) {
    problems.push(unreadable);
  }
  return { publicKey: { algorithm, spki }, extensions, extensionsReadable: true };
}

function addOddities(certificate: Certificate, problems: CertificateProblem[]): void {
  const { serial, publicKey } = certificate;
  if (neverValid(certificate)) {
    problems.push(oddity("validity", say("The validity period ends before it begins")));
  }
  if (serial === "0") {
    problems.push(oddity("serial", say("The serial number is zero, which RFC 5280 does not allow")));
  }
  if (publicKey.algorithm.type === "RSA" && publicKey.algorithm.bits < 1024) {
    const { bits } = publicKey.algorithm;
    problems.push(
      oddity("key", say("The RSA key has {0} bits; Go refuses to use keys below 1024 bits", bits)),
    );
  }
  if (certificate.unhandledCritical.length > 0) {
    const oids = certificate.unhandledCritical.join(", ");
    problems.push(
      oddity(
        "extension",
        say("A critical extension is unknown to Go, which then refuses the chain: {0}", oids),
      ),
    );
  }
}
