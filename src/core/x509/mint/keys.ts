import type { Result } from "../../result.ts";
import { curveOf } from "../curves.ts";
import { DerReader } from "../der.ts";
import { encodePem } from "../pem.ts";
import { KeyOid, readPublicKey } from "../public-key.ts";
import type { KeyAlgorithm, PublicKey } from "../types.ts";
import { failure } from "./failure.ts";
import { scalarOf, sec1, unwrapPkcs8 } from "./pkcs8.ts";
import type { MintWorld } from "./world.ts";

/** The keys that can be made, the default first. */
export const KEY_TYPES = [
  "ecdsa-p256",
  "ecdsa-p384",
  "ecdsa-p521",
  "rsa-2048",
  "rsa-3072",
  "rsa-4096",
  "ed25519",
] as const;

export type KeyType = (typeof KEY_TYPES)[number];

export const DEFAULT_KEY_TYPE: KeyType = "ecdsa-p256";

/** A new private key. `pem` is a secret. */
export interface NewKey {
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
  readonly shared: PublicKey;
  /** SEC1 or PKCS#1 as kubeadm writes them; PKCS#8 for Ed25519, which has no other form. */
  readonly pem: string;
}

type Generation = RsaHashedKeyGenParams | (EcKeyGenParams & { readonly name: "ECDSA" }) | { name: "Ed25519" };

/** Make a key; `key-unavailable` where this WebCrypto has no such algorithm (Ed25519 in older browsers). */
export async function generateKey(type: KeyType, { crypto }: MintWorld): Promise<Result<NewKey>> {
  let pair: CryptoKeyPair | CryptoKey;
  try {
    pair = await crypto.subtle.generateKey(generation(type), true, ["sign", "verify"]);
  } catch {
    return failure("key-unavailable", "Keys of the type {0} cannot be made here. Choose another type.", type);
  }
  if (!("privateKey" in pair)) {
    return failure("key-unavailable", "Keys of the type {0} cannot be made here. Choose another type.", type);
  }
  const { privateKey, publicKey } = pair;
  const spki = new Uint8Array(await crypto.subtle.exportKey("spki", publicKey));
  const pkcs8 = new Uint8Array(await crypto.subtle.exportKey("pkcs8", privateKey));
  const shared = { algorithm: readPublicKey(spki).algorithm, spki };
  return { ok: true, value: { privateKey, publicKey, shared, pem: keyPem(pkcs8, spki) } };
}

function generation(type: KeyType): Generation {
  switch (type) {
    case "ed25519":
      return { name: "Ed25519" };
    case "ecdsa-p256":
    case "ecdsa-p384":
    case "ecdsa-p521":
      return { name: "ECDSA", namedCurve: `P-${type.slice("ecdsa-p".length)}` };
    default: {
      const modulusLength = Number(type.slice("rsa-".length));
      return {
        name: "RSASSA-PKCS1-v1_5",
        modulusLength,
        publicExponent: Uint8Array.of(1, 0, 1),
        hash: "SHA-256",
      };
    }
  }
}

function keyPem(pkcs8: Uint8Array, spki: Uint8Array): string {
  const unwrapped = unwrapPkcs8(pkcs8);
  if (unwrapped?.algorithm.oid === KeyOid.rsa) {
    return encodePem("RSA PRIVATE KEY", unwrapped.key);
  }
  const curveOid = unwrapped && new DerReader(unwrapped.algorithm.parameters).oid();
  const scalar = curveOid === undefined ? undefined : scalarOf(unwrapped?.key ?? pkcs8, curveOid);
  return curveOid === undefined || scalar === undefined
    ? encodePem("PRIVATE KEY", pkcs8)
    : encodePem("EC PRIVATE KEY", sec1(curveOid, scalar, readPublicKey(spki).key));
}

/** The type of key to replace one with: the same, or the nearest that can be made and is not weak. */
export function keyTypeLike(algorithm: KeyAlgorithm): KeyType {
  switch (algorithm.type) {
    case "Ed25519":
      return "ed25519";
    case "ECDSA":
      return algorithm.curve === "P-384"
        ? "ecdsa-p384"
        : algorithm.curve === "P-521"
          ? "ecdsa-p521"
          : "ecdsa-p256";
    case "RSA":
      return algorithm.bits <= 2048 ? "rsa-2048" : algorithm.bits <= 3072 ? "rsa-3072" : "rsa-4096";
    case "other":
      return DEFAULT_KEY_TYPE;
  }
}

/** How a key of this kind signs in WebCrypto and how it is imported for that; undefined where it cannot. */
export interface SigningScheme {
  readonly importing:
    | RsaHashedImportParams
    | (EcKeyImportParams & { readonly name: "ECDSA" })
    | { readonly name: "Ed25519" };
  readonly signing: { readonly name: string; readonly hash?: string };
}

const ECDSA_HASHES = { "P-256": "SHA-256", "P-384": "SHA-384", "P-521": "SHA-512" } as const;

/** The scheme Go picks for the key too (crypto/x509 signingParamsForKey): never RSA-PSS. */
export function signingScheme(algorithm: KeyAlgorithm): SigningScheme | undefined {
  switch (algorithm.type) {
    case "RSA": {
      const rsa = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };
      return { importing: rsa, signing: rsa };
    }
    case "Ed25519":
      return { importing: { name: "Ed25519" }, signing: { name: "Ed25519" } };
    case "ECDSA": {
      const { curve } = algorithm;
      return curve === "P-224"
        ? undefined
        : {
            importing: { name: "ECDSA", namedCurve: curve },
            signing: { name: "ECDSA", hash: ECDSA_HASHES[curve] },
          };
    }
    case "other":
      return undefined;
  }
}

/** The OID of a curve by its name. */
export function curveOidOf(name: string): string | undefined {
  return ["1.2.840.10045.3.1.7", "1.3.132.0.34", "1.3.132.0.35"].find(each => curveOf(each)?.name === name);
}
