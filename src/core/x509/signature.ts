import { type SignatureScheme, schemeNamed } from "./algorithms.ts";
import { curveOf } from "./curves.ts";
import { DerReader, isNegative, Tag } from "./der.ts";
import { KeyOid } from "./public-key.ts";
import type { PublicKey } from "./types.ts";

/** Bytes that say they are signed. */
export interface Signed {
  readonly tbs: Uint8Array;
  readonly signature: Uint8Array;
  /** Go's name of the algorithm. */
  readonly signatureAlgorithm: string;
}

/**
 * Whether `key` made the signature, by WebCrypto: RSA (PKCS#1 v1.5 and PSS), ECDSA on P-256, P-384 and P-521, Ed25519.
 * Undefined where WebCrypto cannot tell: MD5, DSA, P-224, keys it does not import. Never rejects.
 */
export async function checkSignature(signed: Signed, key: PublicKey): Promise<boolean | undefined> {
  const scheme = schemeNamed(signed.signatureAlgorithm);
  if (scheme === undefined || scheme.hash === "MD5") {
    return undefined;
  }
  if (scheme.key !== key.algorithm.type) {
    return key.algorithm.type === "other" ? undefined : false;
  }
  const parameters = parametersOf(scheme, key);
  const signature = scheme.key === "ECDSA" ? rawSignature(signed.signature, key) : signed.signature;
  if (parameters === undefined || signature === undefined) {
    return parameters === undefined ? undefined : false;
  }
  try {
    const { subtle } = globalThis.crypto;
    const imported = await subtle.importKey("spki", copy(key.spki), parameters.importing, false, ["verify"]);
    return await subtle.verify(parameters.verifying, imported, copy(signature), copy(signed.tbs));
  } catch {
    return undefined;
  }
}

interface Parameters {
  readonly importing: RsaHashedImportParams | EcKeyImportParams | { readonly name: "Ed25519" };
  readonly verifying: RsaPssParams | EcdsaParams | { readonly name: string };
}

function parametersOf({ hash, pss }: SignatureScheme, { algorithm }: PublicKey): Parameters | undefined {
  if (algorithm.type === "Ed25519") {
    return { importing: { name: "Ed25519" }, verifying: { name: "Ed25519" } };
  }
  if (hash === undefined) {
    return undefined;
  }
  if (algorithm.type === "ECDSA" && algorithm.curve !== "P-224") {
    return { importing: { name: "ECDSA", namedCurve: algorithm.curve }, verifying: { name: "ECDSA", hash } };
  }
  if (algorithm.type !== "RSA") {
    return undefined;
  }
  const name = pss === undefined ? "RSASSA-PKCS1-v1_5" : "RSA-PSS";
  return { importing: { name, hash }, verifying: { name, ...pss } };
}

/** ECDSA-Sig-Value (RFC 3279 2.2.3) as WebCrypto wants it: r and s side by side. */
function rawSignature(der: Uint8Array, key: PublicKey): Uint8Array | undefined {
  const file = new DerReader(der);
  const sequence = file.enter(Tag.sequence);
  const [r, s] = [sequence?.integer(), sequence?.integer()];
  const size = sizeOf(key);
  if (r === undefined || s === undefined || size === undefined || !file.empty || sequence?.empty === false) {
    return undefined;
  }
  const raw = new Uint8Array(2 * size);
  return place(r, raw.subarray(0, size)) && place(s, raw.subarray(size)) ? raw : undefined;
}

function sizeOf({ spki }: PublicKey): number | undefined {
  const algorithm = new DerReader(spki).enter(Tag.sequence)?.enter(Tag.sequence);
  const oid = algorithm?.oid() === KeyOid.ec ? algorithm.oid() : undefined;
  return oid === undefined ? undefined : curveOf(oid)?.size;
}

function place(integer: Uint8Array, into: Uint8Array): boolean {
  const unsigned = integer[0] === 0 ? integer.subarray(1) : integer;
  if (isNegative(integer) || unsigned.length > into.length) {
    return false;
  }
  into.set(unsigned, into.length - unsigned.length);
  return true;
}

/** WebCrypto takes no view on shared memory, which the type of a plain Uint8Array does not rule out. */
function copy(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}
