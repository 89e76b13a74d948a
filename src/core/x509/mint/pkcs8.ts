import { curveOf } from "../curves.ts";
import { contextTag, DerReader, Tag } from "../der.ts";
import { type AlgorithmIdentifier, KeyOid, readAlgorithm } from "../public-key.ts";
import { bitString, element, oid, sequence, smallInteger } from "./der.ts";

/** A private key without its PKCS#8 wrapping (RFC 5958). */
export interface UnwrappedKey {
  readonly algorithm: AlgorithmIdentifier;
  /** RSAPrivateKey, ECPrivateKey or CurvePrivateKey. */
  readonly key: Uint8Array;
}

/** Take the wrapping of a PKCS#8 key off; undefined where it is not well-formed. */
export function unwrapPkcs8(der: Uint8Array): UnwrappedKey | undefined {
  const outer = new DerReader(der).enter(Tag.sequence);
  const version = outer?.integer();
  const identifier = outer?.enter(Tag.sequence);
  const algorithm = identifier && readAlgorithm(identifier);
  const key = outer?.content(Tag.octetString);
  return version === undefined || typeof algorithm !== "object" || key === undefined
    ? undefined
    : { algorithm, key };
}

const NULL = Uint8Array.of(Tag.null, 0);

/** PKCS#8 around an RSAPrivateKey (RFC 8017 A.1.2). */
export function wrapRsa(key: Uint8Array): Uint8Array {
  return wrap(sequence(oid(KeyOid.rsa), NULL), key);
}

/** PKCS#8 around a CurvePrivateKey (RFC 8410 7). */
export function wrapEd25519(key: Uint8Array): Uint8Array {
  return wrap(sequence(oid(KeyOid.ed25519)), key);
}

/** PKCS#8 around a private scalar with its point, which WebCrypto in some browsers wants to see (RFC 5915). */
export function wrapEc(curveOid: string, scalar: Uint8Array, point: Uint8Array): Uint8Array {
  const key = sequence(
    smallInteger(1),
    element(Tag.octetString, scalar),
    element(contextTag(1, true), bitString(point)),
  );
  return wrap(sequence(oid(KeyOid.ec), oid(curveOid)), key);
}

function wrap(algorithm: Uint8Array, key: Uint8Array): Uint8Array {
  return sequence(smallInteger(0), algorithm, element(Tag.octetString, key));
}

/** The private scalar of an ECPrivateKey, as many octets as the curve's order; undefined where it does not fit. */
export function scalarOf(ecPrivateKey: Uint8Array, curveOid: string): Uint8Array | undefined {
  const fields = new DerReader(ecPrivateKey).enter(Tag.sequence);
  const version = fields?.integer();
  const octets = fields?.content(Tag.octetString);
  const size = curveOf(curveOid)?.size;
  if (version === undefined || octets === undefined || size === undefined) {
    return undefined;
  }
  const excess = Math.max(octets.length - size, 0);
  if (octets.subarray(0, excess).some(byte => byte !== 0)) {
    return undefined;
  }
  const scalar = new Uint8Array(size);
  scalar.set(octets.subarray(excess), size - (octets.length - excess));
  return scalar;
}

/** The ECPrivateKey with the curve named inside, as openssl and Go write `EC PRIVATE KEY` (RFC 5915). */
export function sec1(curveOid: string, scalar: Uint8Array, point: Uint8Array): Uint8Array {
  return sequence(
    smallInteger(1),
    element(Tag.octetString, scalar),
    element(contextTag(0, true), oid(curveOid)),
    element(contextTag(1, true), bitString(point)),
  );
}
