import {
  createECDH,
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  generateKeyPairSync,
  type KeyObject,
} from "node:crypto";
import { promisify } from "node:util";

export type KeyType = "rsa-2048" | "rsa-3072" | "rsa-4096" | "p256" | "p384" | "p521" | "ed25519";

/** A key with the PEM forms that kubeconfigs carry. */
export interface KeyMaterial {
  readonly keyType: KeyType;
  readonly privateKey: KeyObject;
  /** PKCS#8: `PRIVATE KEY`. */
  readonly keyPem: string;
  /** PKCS#1 (`RSA PRIVATE KEY`) or SEC1 (`EC PRIVATE KEY`); PKCS#8 for Ed25519, which has no other form. */
  readonly traditionalKeyPem: string;
  /** The SubjectPublicKeyInfo: `PUBLIC KEY`. */
  readonly publicKeyPem: string;
}

/** A new key, or with a `seed` always the same one. @throws RangeError for an RSA key with a seed. */
export async function makeKey(keyType: KeyType = "p256", seed?: string): Promise<KeyMaterial> {
  return keyMaterial(keyType, seed === undefined ? await newKey(keyType) : seededKey(keyType, seed));
}

async function newKey(keyType: KeyType): Promise<KeyObject> {
  if (keyType === "ed25519") return generateKeyPairSync("ed25519").privateKey;
  if (keyType === "p256" || keyType === "p384" || keyType === "p521") {
    return generateKeyPairSync("ec", { namedCurve: CURVES[keyType].openssl }).privateKey;
  }
  const pair = await promisify(generateKeyPair)("rsa", { modulusLength: bitsOf(keyType) });
  return pair.privateKey;
}

const shared = new Map<KeyType, Promise<KeyMaterial>>();

/** One key of a type for the whole process, as RSA keys take long to make. For tests that need no key of their own. */
export function sharedKey(keyType: KeyType): Promise<KeyMaterial> {
  const known = shared.get(keyType) ?? makeKey(keyType);
  shared.set(keyType, known);
  return known;
}

function keyMaterial(keyType: KeyType, privateKey: KeyObject): KeyMaterial {
  const keyPem = String(privateKey.export({ type: "pkcs8", format: "pem" }));
  return {
    keyType,
    privateKey,
    keyPem,
    traditionalKeyPem: traditional(privateKey) ?? keyPem,
    publicKeyPem: publicPem(privateKey),
  };
}

function traditional(privateKey: KeyObject): string | undefined {
  if (privateKey.asymmetricKeyType === "rsa")
    return String(privateKey.export({ type: "pkcs1", format: "pem" }));
  if (privateKey.asymmetricKeyType === "ec")
    return String(privateKey.export({ type: "sec1", format: "pem" }));
  return undefined;
}

function publicPem(privateKey: KeyObject): string {
  return String(createPublicKey(privateKey).export({ type: "spki", format: "pem" }));
}

const CURVES = {
  p256: { webcrypto: "P-256", openssl: "prime256v1", bytes: 32, hash: "SHA-256" },
  p384: { webcrypto: "P-384", openssl: "secp384r1", bytes: 48, hash: "SHA-384" },
  p521: { webcrypto: "P-521", openssl: "secp521r1", bytes: 66, hash: "SHA-512" },
} as const;

function seededKey(keyType: KeyType, seed: string): KeyObject {
  const digest = createHash("sha512").update(seed).digest();
  if (keyType === "ed25519") {
    const prefix = Buffer.from("302e020100300506032b657004220420", "hex");
    return createPrivateKey({
      key: Buffer.concat([prefix, digest.subarray(0, 32)]),
      format: "der",
      type: "pkcs8",
    });
  }
  if (keyType !== "p256" && keyType !== "p384" && keyType !== "p521") {
    throw new RangeError(`An ${keyType} key cannot be made from a seed`);
  }
  const curve = CURVES[keyType];
  // A leading zero byte keeps the scalar below the order of the curve.
  const scalar = Buffer.concat([Buffer.alloc(1), digest, digest]).subarray(0, curve.bytes);
  const ecdh = createECDH(curve.openssl);
  ecdh.setPrivateKey(scalar);
  const point = ecdh.getPublicKey();
  const coordinate = (start: number) => point.subarray(start, start + curve.bytes).toString("base64url");
  const d = scalar.toString("base64url");
  const jwk = { kty: "EC", crv: curve.webcrypto, d, x: coordinate(1), y: coordinate(1 + curve.bytes) };
  return createPrivateKey({ key: jwk, format: "jwk" });
}

function bitsOf(keyType: KeyType): number {
  return Number(keyType.slice("rsa-".length));
}

function keyAlgorithm(keyType: KeyType): RsaHashedKeyGenParams | EcKeyGenParams | { name: "Ed25519" } {
  if (keyType === "ed25519") return { name: "Ed25519" };
  if (keyType === "p256" || keyType === "p384" || keyType === "p521") {
    return { name: "ECDSA", namedCurve: CURVES[keyType].webcrypto };
  }
  return {
    name: "RSASSA-PKCS1-v1_5",
    modulusLength: bitsOf(keyType),
    publicExponent: new Uint8Array([1, 0, 1]),
    hash: "SHA-256",
  };
}

export function signingAlgorithm(keyType: KeyType): { name: string; hash?: string } {
  if (keyType === "ed25519") return { name: "Ed25519" };
  if (keyType === "p256" || keyType === "p384" || keyType === "p521") {
    return { name: "ECDSA", hash: CURVES[keyType].hash };
  }
  return { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };
}

export function importPrivate(key: KeyMaterial): Promise<CryptoKey> {
  const pkcs8 = key.privateKey.export({ type: "pkcs8", format: "der" });
  return crypto.subtle.importKey("pkcs8", pkcs8, keyAlgorithm(key.keyType), true, ["sign"]);
}

export function importPublic(key: KeyMaterial): Promise<CryptoKey> {
  const spki = createPublicKey(key.privateKey).export({ type: "spki", format: "der" });
  return crypto.subtle.importKey("spki", spki, keyAlgorithm(key.keyType), true, ["verify"]);
}
