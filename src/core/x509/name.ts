import { toHex, utf8Bytes } from "../bytes/bytes.ts";
import { say } from "../message.ts";
import type { Failure, Result } from "../result.ts";
import { DerReader, Tag } from "./der.ts";
import { isPrintableString, readAsn1String } from "./strings.ts";
import type { DistinguishedName, NameAttribute } from "./types.ts";

/** The user's UID in a client certificate (k8s.io/apiserver pkg/authentication/request/x509, UID attribute). */
export const UID_OID = "1.3.6.1.4.1.57683.2";

const COMMON_NAME = "2.5.4.3";
const ORGANIZATION = "2.5.4.10";

/**
 * The order in which Go prints the attributes it knows, first to last (crypto/x509/pkix Name.String, which walks
 * Name.ToRDNSequence backwards).
 */
const KNOWN: readonly (readonly [oid: string, name: string])[] = [
  ["2.5.4.5", "SERIALNUMBER"],
  [COMMON_NAME, "CN"],
  ["2.5.4.11", "OU"],
  [ORGANIZATION, "O"],
  ["2.5.4.17", "POSTALCODE"],
  ["2.5.4.9", "STREET"],
  ["2.5.4.7", "L"],
  ["2.5.4.8", "ST"],
  ["2.5.4.6", "C"],
];
const KNOWN_OIDS: ReadonlySet<string> = new Set(KNOWN.map(([oid]) => oid));
/** Attributes of which Go keeps the last value only. */
const SINGLE: ReadonlySet<string> = new Set(["2.5.4.5", COMMON_NAME]);

/** What of a name could be read, and Go's first complaint. */
export interface NameReading {
  readonly name: DistinguishedName;
  readonly error?: string;
}

/** Read a Name (RFC 5280 4.1.2.4) from its whole DER; attributes after a malformed one are still read. */
export function readName(der: Uint8Array): NameReading {
  const attributes: NameAttribute[] = [];
  const sequence = new DerReader(der).enter(Tag.sequence);
  const invalid = (error: string): NameReading => ({ name: { attributes, der }, error });
  if (sequence === undefined) {
    return invalid("x509: invalid RDNSequence");
  }
  let error: string | undefined;
  for (let rdn = 0; !sequence.empty; rdn++) {
    const set = sequence.enter(Tag.set);
    if (set === undefined) {
      return invalid(error ?? "x509: invalid RDNSequence");
    }
    while (!set.empty) {
      const pair = set.enter(Tag.sequence);
      if (pair === undefined) {
        error ??= "x509: invalid RDNSequence: invalid attribute";
        break;
      }
      const problem = readAttribute(pair, rdn, attributes);
      error ??= problem;
    }
  }
  return error === undefined ? { name: { attributes, der } } : invalid(error);
}

function readAttribute(pair: DerReader, rdn: number, into: NameAttribute[]): string | undefined {
  const oid = pair.oid();
  if (oid === undefined) {
    return "x509: invalid RDNSequence: invalid attribute type";
  }
  const tag = pair.peek();
  const value = pair.enterAny();
  if (value === undefined) {
    return "x509: invalid RDNSequence: invalid attribute value";
  }
  const text = readAsn1String(tag, value.remainder());
  if (!text.ok) {
    return `x509: invalid RDNSequence: invalid attribute value: ${text.error}`;
  }
  into.push({ oid, value: text.value, rdn });
  return undefined;
}

/**
 * The name as Go's `pkix.Name.String()` prints it and as Kubernetes logs it: RFC 2253, the attributes that Go knows in
 * a fixed order, several values of one joined by `+`, then the others with the last first.
 */
export function formatName(name: DistinguishedName): string {
  const parts: string[] = [];
  for (const [oid, label] of KNOWN) {
    const all = valuesOf(name, oid);
    const shown = SINGLE.has(oid) ? all.slice(-1).filter(value => value !== "") : all;
    if (shown.length > 0) {
      parts.push(shown.map(value => `${label}=${escapeValue(value)}`).join("+"));
    }
  }
  for (const { oid, value } of name.attributes.toReversed()) {
    if (!KNOWN_OIDS.has(oid)) {
      parts.push(`${oid}=#${encodeStringHex(value)}`);
    }
  }
  return parts.join(",");
}

function escapeValue(value: string): string {
  return value.replace(/[,+"\\<>;]|^[ #]| $/g, "\\$&");
}

/** The DER of a string as Go's asn1.Marshal chooses it: PrintableString where possible, else UTF8String. */
function encodeStringHex(value: string): string {
  const bytes = utf8Bytes(value);
  return (
    toHex(Uint8Array.of(isPrintableString(value) ? Tag.printableString : Tag.utf8String)) +
    hexLength(bytes.length) +
    toHex(bytes)
  );
}

function hexLength(length: number): string {
  const hex = length.toString(16);
  const bytes = hex.length % 2 === 0 ? hex : `0${hex}`;
  return length < 128 ? bytes : (0x80 + bytes.length / 2).toString(16) + bytes;
}

/** Every value of an attribute in the order of the encoding. */
export function valuesOf(name: DistinguishedName, oid: string): readonly string[] {
  return name.attributes.filter(attribute => attribute.oid === oid).map(attribute => attribute.value);
}

/** Every common name in the order of the encoding. */
export function commonNames(name: DistinguishedName): readonly string[] {
  return valuesOf(name, COMMON_NAME);
}

/** The common name as Go and the API server take it: the last one, empty when there is none. */
export function commonName(name: DistinguishedName): string {
  return commonNames(name).at(-1) ?? "";
}

/** Every organization in order: the groups of a user (apiserver request/x509, CommonNameUserConversion). */
export function organizations(name: DistinguishedName): readonly string[] {
  return valuesOf(name, ORGANIZATION);
}

/**
 * The UID the API server takes from a subject since Kubernetes 1.33: absent without the attribute; several, or an
 * empty one, make it refuse the certificate.
 */
export function uidOf(name: DistinguishedName): Result<string | undefined> {
  const values = valuesOf(name, UID_OID);
  if (values.length > 1) {
    return invalidUid("expected 1 UID, but found multiple: [{0}]", values.join(" "));
  }
  const [uid] = values;
  return uid === "" ? invalidUid("UID cannot be an empty string") : { ok: true, value: uid };
}

function invalidUid(template: string, ...args: string[]): Failure {
  return { ok: false, code: "uid", message: say(template, ...args) };
}
