import { equalBytes } from "../bytes/bytes.ts";
import { contextTag, DerReader, Tag } from "./der.ts";
import { type AlgorithmIdentifier, readAlgorithm } from "./public-key.ts";

/** How a signature was made, for a check of it. */
export interface SignatureScheme {
  /** The name Go prints (crypto/x509 SignatureAlgorithm.String). */
  readonly name: string;
  readonly key: "RSA" | "ECDSA" | "Ed25519" | "DSA";
  readonly hash?: "MD5" | "SHA-1" | "SHA-256" | "SHA-384" | "SHA-512";
  readonly pss?: { readonly saltLength: number };
}

const RSA_PSS = "1.2.840.113549.1.1.10";
const MGF1 = "1.2.840.113549.1.1.8";
const ED25519 = "1.3.101.112";
const NULL = Uint8Array.of(0x05, 0x00);

const SCHEMES: ReadonlyMap<string, SignatureScheme> = new Map([
  ["1.2.840.113549.1.1.4", { name: "MD5-RSA", key: "RSA", hash: "MD5" }],
  ["1.2.840.113549.1.1.5", { name: "SHA1-RSA", key: "RSA", hash: "SHA-1" }],
  ["1.3.14.3.2.29", { name: "SHA1-RSA", key: "RSA", hash: "SHA-1" }],
  ["1.2.840.113549.1.1.11", { name: "SHA256-RSA", key: "RSA", hash: "SHA-256" }],
  ["1.2.840.113549.1.1.12", { name: "SHA384-RSA", key: "RSA", hash: "SHA-384" }],
  ["1.2.840.113549.1.1.13", { name: "SHA512-RSA", key: "RSA", hash: "SHA-512" }],
  ["1.2.840.10040.4.3", { name: "DSA-SHA1", key: "DSA", hash: "SHA-1" }],
  ["2.16.840.1.101.3.4.3.2", { name: "DSA-SHA256", key: "DSA", hash: "SHA-256" }],
  ["1.2.840.10045.4.1", { name: "ECDSA-SHA1", key: "ECDSA", hash: "SHA-1" }],
  ["1.2.840.10045.4.3.2", { name: "ECDSA-SHA256", key: "ECDSA", hash: "SHA-256" }],
  ["1.2.840.10045.4.3.3", { name: "ECDSA-SHA384", key: "ECDSA", hash: "SHA-384" }],
  ["1.2.840.10045.4.3.4", { name: "ECDSA-SHA512", key: "ECDSA", hash: "SHA-512" }],
  [ED25519, { name: "Ed25519", key: "Ed25519" }],
] satisfies [string, SignatureScheme][]);

const PSS_SCHEMES: ReadonlyMap<string, SignatureScheme> = new Map([
  [
    "2.16.840.1.101.3.4.2.1/32",
    { name: "SHA256-RSAPSS", key: "RSA", hash: "SHA-256", pss: { saltLength: 32 } },
  ],
  [
    "2.16.840.1.101.3.4.2.2/48",
    { name: "SHA384-RSAPSS", key: "RSA", hash: "SHA-384", pss: { saltLength: 48 } },
  ],
  [
    "2.16.840.1.101.3.4.2.3/64",
    { name: "SHA512-RSAPSS", key: "RSA", hash: "SHA-512", pss: { saltLength: 64 } },
  ],
] satisfies [string, SignatureScheme][]);

/** The scheme Go would verify with, or undefined where Go says 0 (crypto/x509 getSignatureAlgorithmFromAI). */
export function signatureScheme({ oid, parameters }: AlgorithmIdentifier): SignatureScheme | undefined {
  if (oid === RSA_PSS) {
    return pssScheme(parameters);
  }
  return oid === ED25519 && parameters.length > 0 ? undefined : SCHEMES.get(oid);
}

const BY_NAME: ReadonlyMap<string, SignatureScheme> = new Map(
  [...SCHEMES.values(), ...PSS_SCHEMES.values()].map(scheme => [scheme.name, scheme]),
);

/** The scheme of a certificate's `signatureAlgorithm`, or undefined where Go does not know it. */
export function schemeNamed(name: string): SignatureScheme | undefined {
  return BY_NAME.get(name);
}

/** Whether Go takes a signature made so between certificates (crypto/x509 checkSignature). */
export function isSecureScheme({ hash, key }: SignatureScheme): boolean {
  return hash !== "MD5" && hash !== "SHA-1" && key !== "DSA";
}

/** RSASSA-PSS-params (RFC 4055 3.1), accepted only where MGF1's hash is the message's and the salt is as long. */
function pssScheme(parameters: Uint8Array): SignatureScheme | undefined {
  const sequence = new DerReader(parameters).enter(Tag.sequence);
  const hash = readIdentifier(sequence?.enter(contextTag(0, true)));
  const mgf = readIdentifier(sequence?.enter(contextTag(1, true)));
  const salt = sequence?.enter(contextTag(2, true))?.integer();
  if (sequence === undefined || hash === undefined || mgf?.oid !== MGF1 || salt === undefined) {
    return undefined;
  }
  const mgfHash = readIdentifier(new DerReader(mgf.parameters));
  if (mgfHash?.oid !== hash.oid || !isAbsentOrNull(hash.parameters) || !isAbsentOrNull(mgfHash.parameters)) {
    return undefined;
  }
  if (!hasDefaultTrailer(sequence)) {
    return undefined;
  }
  return salt.length === 1 ? PSS_SCHEMES.get(`${hash.oid}/${salt[0]}`) : undefined;
}

/** trailerField is 1 unless it says so; Go stumbles over an empty element at the end (encoding/asn1 parseField). */
function hasDefaultTrailer(sequence: DerReader): boolean {
  if (sequence.empty) {
    return true;
  }
  const stated = sequence.peek() === contextTag(3, true);
  const field = sequence.enterAny();
  if (field === undefined || (field.empty && sequence.empty)) {
    return false;
  }
  const trailer = stated ? field.integer() : Uint8Array.of(1);
  return trailer !== undefined && equalBytes(trailer, Uint8Array.of(1));
}

function readIdentifier(reader: DerReader | undefined): AlgorithmIdentifier | undefined {
  const contents = reader?.enter(Tag.sequence);
  const identifier = contents && readAlgorithm(contents);
  return typeof identifier === "object" ? identifier : undefined;
}

function isAbsentOrNull(parameters: Uint8Array): boolean {
  return parameters.length === 0 || equalBytes(parameters, NULL);
}
