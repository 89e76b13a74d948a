import { type Message, say } from "../../message.ts";
import type { CertificateRequest } from "../../x509/csr.ts";
import { fingerprintOf, formatFingerprint } from "../../x509/fingerprint.ts";
import { publicPart } from "../../x509/public-part.ts";
import type { Certificate, KeyAlgorithm, PublicKey } from "../../x509/types.ts";
import { type Block, codeRow, heading, note, type Row, row, type Text, table } from "../hover/blocks.ts";
import { identityRows } from "../hover/certificate.ts";
import { moment, standing, type Timing, urgency } from "../time.ts";
import { algorithmName } from "../wording.ts";
import { colonHex, colons } from "./bytes.ts";
import { extensionRows } from "./extensions.ts";
import { nameInOrder } from "./name.ts";

/** A certificate in full, in the order of `openssl x509 -text`, after what people look for. */
export function certificateDetails(certificate: Certificate, timing: Timing): readonly Block[] {
  return [
    ...summary(certificate, timing),
    ...problemNotes(certificate),
    heading(say("Data")),
    ...table(dataRows(certificate, timing)),
    heading(say("Public key")),
    ...table(keyRows(certificate.publicKey)),
    ...extensionBlocks(certificate),
    heading(say("Signature")),
    ...table([
      row(say("Signature algorithm"), certificate.signatureAlgorithm),
      codeRow(say("Signature value"), colonHex(certificate.signature)),
    ]),
    heading(say("Fingerprint")),
    ...table([codeRow(say("SHA-256"), formatFingerprint(fingerprintOf(certificate)))]),
  ];
}

/** A certificate signing request in full, in the order of `openssl req -text`. */
export function requestDetails(request: CertificateRequest): readonly Block[] {
  return [
    ...table(identityRows(request)),
    ...problemNotes(request),
    heading(say("Data")),
    ...table([row(say("Subject"), nameInOrder(request.subject) || say("empty"))]),
    heading(say("Public key")),
    ...table(keyRows(request.publicKey)),
    ...extensionBlocks(request),
    heading(say("Signature")),
    ...table([
      row(say("Signature algorithm"), request.signatureAlgorithm),
      codeRow(say("Signature value"), colonHex(request.signature)),
    ]),
  ];
}

/** What decides: until when, and for a client who it is. */
function summary(certificate: Certificate, timing: Timing): readonly Block[] {
  const { notBefore, notAfter, extKeyUsage, basicConstraints } = certificate;
  const client = basicConstraints?.ca !== true && extKeyUsage?.includes("clientAuth") === true;
  return table([
    ...(notAfter === undefined ? [] : [endRow(notAfter, notBefore, timing)]),
    ...(client ? identityRows(certificate) : []),
  ]);
}

function endRow(notAfter: number, notBefore: number | undefined, timing: Timing): Row {
  const soon = urgency(timing, notAfter, notBefore);
  const tone = soon === "fine" ? "good" : soon === "warning" ? "warning" : "bad";
  return row(say("Valid until"), [standing(timing.now, { notBefore, notAfter }), moment(notAfter)], tone);
}

function problemNotes({ problems }: Pick<Certificate, "problems">): readonly Block[] {
  return problems.map(({ message, refused }) => note(message, refused ? "bad" : "warning"));
}

function* dataRows(certificate: Certificate, { now }: Timing): Iterable<Row> {
  const { version, serial, signatureAlgorithm, issuer, notBefore, notAfter, subject } = certificate;
  yield row(say("Version"), `${version} (0x${(version - 1).toString(16)})`);
  yield codeRow(say("Serial number"), serial.startsWith("-") ? serial : colons(serial));
  yield row(say("Signature algorithm"), signatureAlgorithm);
  yield row(say("Issuer"), nameInOrder(issuer) || say("empty"));
  yield dateRow(say("Not before"), notBefore, notBefore !== undefined && notBefore > now);
  yield dateRow(say("Not after"), notAfter, notAfter !== undefined && notAfter < now);
  yield row(say("Subject"), nameInOrder(subject) || say("empty"));
}

function dateRow(label: Message, moment: number | undefined, bad: boolean): Row {
  if (moment === undefined) return row(label, say("malformed"), "bad");
  return row(label, opensslDate(moment), bad ? "bad" : undefined);
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** `Dec  4 10:00:00 2026 GMT`, as openssl prints an ASN1_TIME. */
function opensslDate(ms: number): string {
  const date = new Date(ms);
  const time = date.toISOString().slice(11, 19);
  const day = String(date.getUTCDate()).padStart(2, "\u2007");
  return `${MONTHS[date.getUTCMonth()]} ${day} ${time} ${date.getUTCFullYear()} GMT`;
}

function* keyRows(key: PublicKey): Iterable<Row> {
  yield row(say("Public key algorithm"), algorithmName(key.algorithm));
  const part = publicPart(key);
  if (part?.type === "RSA") {
    yield codeRow(say("Modulus"), colons(`00${evenHex(part.modulus)}`));
    yield row(say("Exponent"), exponentText(key.algorithm));
  } else if (part !== undefined) {
    yield codeRow(say("Public key"), colonHex(part.type === "ECDSA" ? part.point : part.key));
  }
}

function evenHex(number: bigint): string {
  const hex = number.toString(16);
  return hex.length % 2 === 0 ? hex : `0${hex}`;
}

function exponentText(algorithm: KeyAlgorithm): Text {
  if (algorithm.type !== "RSA") return "";
  return `${algorithm.exponent} (0x${BigInt(algorithm.exponent).toString(16)})`;
}

function extensionBlocks(certificate: Parameters<typeof extensionRows>[0]): readonly Block[] {
  const rows = extensionRows(certificate);
  return rows.length === 0 ? [] : [heading(say("X509v3 extensions")), ...table(rows)];
}
