import { bitLength, equalBytes } from "../bytes/bytes.ts";
import { curveOf, pointError } from "./curves.ts";
import { type BitString, DerReader, integerValue, isNegative, Tag } from "./der.ts";
import { foreignCurveName } from "./foreign-curve.ts";
import type { KeyAlgorithm } from "./types.ts";

/** Public key algorithm OIDs (RFC 3279, 5480, 8410). */
export const KeyOid = {
  rsa: "1.2.840.113549.1.1.1",
  rsaPss: "1.2.840.113549.1.1.10",
  dsa: "1.2.840.10040.4.1",
  ec: "1.2.840.10045.2.1",
  x25519: "1.3.101.110",
  x448: "1.3.101.111",
  ed25519: "1.3.101.112",
  ed448: "1.3.101.113",
} as const;

const OTHER_NAMES: ReadonlyMap<string, string> = new Map([
  [KeyOid.rsaPss, "RSA-PSS"],
  [KeyOid.dsa, "DSA"],
  [KeyOid.ec, "EC"],
  [KeyOid.x25519, "X25519"],
  [KeyOid.x448, "X448"],
  [KeyOid.ed448, "Ed448"],
  ["2.16.840.1.101.3.4.3.17", "ML-DSA-44"],
  ["2.16.840.1.101.3.4.3.18", "ML-DSA-65"],
  ["2.16.840.1.101.3.4.3.19", "ML-DSA-87"],
]);

const NULL = Uint8Array.of(0x05, 0x00);
const UNKNOWN: KeyAlgorithm = { type: "other", oid: "" };

/** An AlgorithmIdentifier: dotted OID and the parameters' DER, empty when absent. */
export interface AlgorithmIdentifier {
  readonly oid: string;
  readonly parameters: Uint8Array;
}

export interface PublicKeyReading {
  readonly algorithm: KeyAlgorithm;
  /** The key itself: the point, the RSAPublicKey, the 32 bytes of Ed25519. */
  readonly key: Uint8Array;
  readonly error?: string;
}

/** Read the contents of an AlgorithmIdentifier SEQUENCE, or Go's complaint (crypto/x509 parseAI). */
export function readAlgorithm(reader: DerReader): AlgorithmIdentifier | string {
  const oid = reader.oid();
  if (oid === undefined) {
    return "x509: malformed OID";
  }
  if (reader.empty) {
    return { oid, parameters: new Uint8Array(0) };
  }
  const parameters = reader.element();
  return parameters === undefined ? "x509: malformed parameters" : { oid, parameters };
}

/** Read a SubjectPublicKeyInfo from its whole DER and check the key as Go does (crypto/x509 parsePublicKey). */
export function readPublicKey(spki: Uint8Array): PublicKeyReading {
  const none = { algorithm: UNKNOWN, key: new Uint8Array(0) };
  const outer = new DerReader(spki).enter(Tag.sequence);
  if (outer === undefined) {
    return { ...none, error: "x509: malformed spki" };
  }
  const algorithmReader = outer.enter(Tag.sequence);
  if (algorithmReader === undefined) {
    return { ...none, error: "x509: malformed public key algorithm identifier" };
  }
  const identifier = readAlgorithm(algorithmReader);
  if (typeof identifier === "string") {
    return { ...none, error: identifier };
  }
  const bits = outer.bitString();
  if (bits === undefined) {
    return { ...none, algorithm: otherKey(identifier.oid), error: "x509: malformed subjectPublicKey" };
  }
  return readKey(identifier, rightAligned(bits));
}

function readKey({ oid, parameters }: AlgorithmIdentifier, key: Uint8Array): PublicKeyReading {
  switch (oid) {
    case KeyOid.rsa:
      return { ...readRsa(parameters, key), key };
    case KeyOid.ec:
      return { ...readEc(parameters, key), key };
    case KeyOid.ed25519:
      return { ...readEd25519(parameters, key), key };
    case KeyOid.dsa:
      return { ...readDsa(parameters, key), key };
    default:
      return { algorithm: otherKey(oid), key };
  }
}

type KeyReading = Pick<PublicKeyReading, "algorithm" | "error">;

function readRsa(parameters: Uint8Array, key: Uint8Array): KeyReading {
  const algorithm = otherKey(KeyOid.rsa, "RSA");
  if (!equalBytes(parameters, NULL)) {
    return { algorithm, error: "x509: RSA key missing NULL parameters" };
  }
  const sequence = new DerReader(key).enter(Tag.sequence);
  if (sequence === undefined) {
    return { algorithm, error: "x509: invalid RSA public key" };
  }
  const modulus = sequence.integer();
  if (modulus === undefined) {
    return { algorithm, error: "x509: invalid RSA modulus" };
  }
  const exponent = sequence.integer();
  if (exponent === undefined || exponent.length > 8) {
    return { algorithm, error: "x509: invalid RSA public exponent" };
  }
  if (isNegative(modulus) || bitLength(modulus) === 0) {
    return { algorithm, error: "x509: RSA modulus is not a positive number" };
  }
  if (isNegative(exponent) || bitLength(exponent) === 0) {
    return { algorithm, error: "x509: RSA public exponent is not a positive number" };
  }
  return { algorithm: { type: "RSA", bits: bitLength(modulus), exponent: exponentText(exponent) } };
}

function exponentText(exponent: Uint8Array): string {
  const isF4 = exponent.length === 3 && exponent[0] === 1 && exponent[1] === 0 && exponent[2] === 1;
  return isF4 ? "65537" : integerValue(exponent).toString();
}

function readEc(parameters: Uint8Array, key: Uint8Array): KeyReading {
  const oid = new DerReader(parameters).oid();
  if (oid === undefined) {
    return { algorithm: otherKey(KeyOid.ec), error: "x509: invalid ECDSA parameters" };
  }
  const curve = curveOf(oid);
  if (curve === undefined) {
    return { algorithm: { ...otherKey(oid), oid: KeyOid.ec }, error: "x509: unsupported elliptic curve" };
  }
  const algorithm: KeyAlgorithm = { type: "ECDSA", curve: curve.name };
  const error = pointError(curve, key);
  return error === undefined ? { algorithm } : { algorithm, error };
}

function readEd25519(parameters: Uint8Array, key: Uint8Array): KeyReading {
  const algorithm: KeyAlgorithm = { type: "Ed25519" };
  if (parameters.length !== 0) {
    return { algorithm, error: "x509: Ed25519 key encoded with illegal parameters" };
  }
  return key.length === 32 ? { algorithm } : { algorithm, error: "x509: wrong Ed25519 public key size" };
}

function readDsa(parameters: Uint8Array, key: Uint8Array): KeyReading {
  const algorithm = otherKey(KeyOid.dsa);
  const y = new DerReader(key).integer();
  if (y === undefined) {
    return { algorithm, error: "x509: invalid DSA public key" };
  }
  const sequence = new DerReader(parameters).enter(Tag.sequence);
  const numbers = [y, sequence?.integer(), sequence?.integer(), sequence?.integer()];
  if (numbers.includes(undefined)) {
    return { algorithm, error: "x509: invalid DSA parameters" };
  }
  const positive = numbers.every(n => n !== undefined && !isNegative(n) && bitLength(n) > 0);
  return positive ? { algorithm } : { algorithm, error: "x509: zero or negative DSA parameter" };
}

/** The name of a kind of key, or curve, that Go cannot use. */
export function otherKeyName(oid: string): string | undefined {
  return OTHER_NAMES.get(oid) ?? foreignCurveName(oid);
}

function otherKey(oid: string, fallback?: string): Extract<KeyAlgorithm, { type: "other" }> {
  const name = otherKeyName(oid) ?? fallback;
  return name === undefined ? { type: "other", oid } : { type: "other", oid, name };
}

/** The bits moved down to whole bytes, as Go's BitString.RightAlign does. */
export function rightAligned({ bytes, unused }: BitString): Uint8Array {
  if (unused === 0) {
    return bytes;
  }
  return bytes.map((byte, i) => (((i === 0 ? 0 : (bytes[i - 1] ?? 0)) << 8) | byte) >> unused);
}
