import { scryptAsync } from "@noble/hashes/scrypt.js";
import { utf8Bytes } from "../../../bytes/bytes.ts";
import type { Failure, Result } from "../../../result.ts";
import { DerReader, smallInteger, Tag } from "../../der.ts";
import { type AlgorithmIdentifier, readAlgorithm } from "../../public-key.ts";
import { failure } from "../failure.ts";
import { unshared } from "../world.ts";
import { CIPHERS, type Cipher, DAMAGED, decipher, type Encrypted, isWellFormed } from "./cipher.ts";

const PBES2 = "1.2.840.113549.1.5.13";
const PBKDF2 = "1.2.840.113549.1.5.12";
const SCRYPT = "1.3.6.1.4.1.11591.4.11";

const CIPHER_OIDS: ReadonlyMap<string, Cipher> = new Map<string, Cipher>([
  ["2.16.840.1.101.3.4.1.2", CIPHERS.aes128],
  ["2.16.840.1.101.3.4.1.22", CIPHERS.aes192],
  ["2.16.840.1.101.3.4.1.42", CIPHERS.aes256],
  ["1.2.840.113549.3.7", CIPHERS.tripleDes],
  ["1.3.14.3.2.7", CIPHERS.des],
]);

const HMAC_SHA1 = "1.2.840.113549.2.7";
const HMAC_HASHES: ReadonlyMap<string, string> = new Map([
  [HMAC_SHA1, "SHA-1"],
  ["1.2.840.113549.2.9", "SHA-256"],
  ["1.2.840.113549.2.10", "SHA-384"],
  ["1.2.840.113549.2.11", "SHA-512"],
]);

/**
 * A file may ask for any work, and each of these takes about three seconds on a machine of two cores: rounds of PBKDF2, and
 * n · r · p of scrypt. openssl asks for 2,048 rounds and for 2^14 · 8 · 1.
 */
const MAX_ITERATIONS = 1_300_000;
const MAX_SCRYPT_WORK = 2 ** 21;
/** Of scrypt's `p`, each of which costs a round of its own beside the work. */
const MAX_SCRYPT_LANES = 64;
/** scrypt's table. Bytes. */
const MAX_SCRYPT_MEMORY = 2 ** 28;

type Derivation =
  | { readonly type: "PBKDF2"; readonly salt: Uint8Array; readonly iterations: number; readonly hash: string }
  | {
      readonly type: "scrypt";
      readonly salt: Uint8Array;
      readonly n: number;
      readonly r: number;
      readonly p: number;
    };

/**
 * Open an `ENCRYPTED PRIVATE KEY` (RFC 5958 3, PBES2 of RFC 8018 6.2) and return the PKCS#8 key inside.
 * Codes of a failure: `wrong-passphrase`, `key-damaged`, `key-unsupported`.
 */
export async function decryptPkcs8(
  der: Uint8Array,
  passphrase: string,
  crypto: Crypto,
): Promise<Result<Uint8Array>> {
  const outer = new DerReader(der).enter(Tag.sequence);
  const scheme = algorithmIn(outer);
  const data = outer?.content(Tag.octetString);
  if (scheme === undefined || data === undefined) {
    return DAMAGED;
  }
  if (scheme.oid !== PBES2) {
    return unsupported(scheme.oid);
  }
  const parameters = new DerReader(scheme.parameters).enter(Tag.sequence);
  const derivation = readDerivation(algorithmIn(parameters));
  const encrypted = readCipher(algorithmIn(parameters), data);
  if ("ok" in derivation) {
    return derivation;
  }
  if ("ok" in encrypted) {
    return encrypted;
  }
  const key = await deriveKey(derivation, utf8Bytes(passphrase), encrypted.cipher.keyLength, crypto);
  return decipher(encrypted, key, crypto);
}

function algorithmIn(reader: DerReader | undefined): AlgorithmIdentifier | undefined {
  const contents = reader?.enter(Tag.sequence);
  const algorithm = contents && readAlgorithm(contents);
  return typeof algorithm === "object" ? algorithm : undefined;
}

function readDerivation(algorithm: AlgorithmIdentifier | undefined): Derivation | Failure {
  const fields = algorithm && new DerReader(algorithm.parameters).enter(Tag.sequence);
  const salt = fields?.content(Tag.octetString);
  if (algorithm === undefined || fields === undefined || salt === undefined) {
    return DAMAGED;
  }
  if (algorithm.oid === SCRYPT) {
    const [n, r, p] = [count(fields), count(fields), count(fields)];
    if (n === undefined || r === undefined || p === undefined || !Number.isInteger(Math.log2(n)) || n < 2) {
      return DAMAGED;
    }
    const isTooDear =
      128 * r * (n + p) > MAX_SCRYPT_MEMORY || n * r * p > MAX_SCRYPT_WORK || p > MAX_SCRYPT_LANES;
    return isTooDear ? tooDear() : { type: "scrypt", salt, n, r, p };
  }
  return algorithm.oid === PBKDF2 ? readPbkdf2(fields, salt) : unsupported(algorithm.oid);
}

/** PBKDF2-params (RFC 8018 A.2); HMAC-SHA1 where no function is named. */
function readPbkdf2(fields: DerReader, salt: Uint8Array): Derivation | Failure {
  const iterations = count(fields);
  if (iterations === undefined) {
    return DAMAGED;
  }
  if (fields.peek() === Tag.integer) {
    fields.integer();
  }
  const prf = fields.empty ? HMAC_SHA1 : algorithmIn(fields)?.oid;
  if (prf === undefined) {
    return DAMAGED;
  }
  const hash = HMAC_HASHES.get(prf);
  if (hash === undefined) {
    return unsupported(prf);
  }
  return iterations > MAX_ITERATIONS ? tooDear() : { type: "PBKDF2", salt, iterations, hash };
}

/** A positive number. */
function count(fields: DerReader): number | undefined {
  const integer = fields.integer();
  const value = integer && smallInteger(integer);
  return value !== undefined && value > 0 ? value : undefined;
}

function readCipher(algorithm: AlgorithmIdentifier | undefined, data: Uint8Array): Encrypted | Failure {
  if (algorithm === undefined) {
    return DAMAGED;
  }
  const cipher = CIPHER_OIDS.get(algorithm.oid);
  if (cipher === undefined) {
    return unsupported(algorithm.oid);
  }
  const iv = new DerReader(algorithm.parameters).content(Tag.octetString) ?? new Uint8Array(0);
  const encrypted = { cipher, iv, data };
  return isWellFormed(encrypted) ? encrypted : DAMAGED;
}

async function deriveKey(
  derivation: Derivation,
  passphrase: Uint8Array,
  length: number,
  { subtle }: Crypto,
): Promise<Uint8Array> {
  const { salt } = derivation;
  if (derivation.type === "scrypt") {
    const { n, r, p } = derivation;
    return scryptAsync(passphrase, salt, { N: n, r, p, dkLen: length, maxmem: MAX_SCRYPT_MEMORY * 2 });
  }
  const { iterations, hash } = derivation;
  const secret = await subtle.importKey("raw", unshared(passphrase), "PBKDF2", false, ["deriveBits"]);
  const parameters = { name: "PBKDF2", salt: unshared(salt), iterations, hash };
  return new Uint8Array(await subtle.deriveBits(parameters, secret, length * 8));
}

function unsupported(oid: string): Failure {
  return failure(
    "key-unsupported",
    "The private key is encrypted in a way that cannot be opened here ({0}). Encrypt it with AES-256 instead: openssl pkcs8 -topk8 -v2 aes-256-cbc.",
    oid,
  );
}

function tooDear(): Failure {
  return failure(
    "key-unsupported",
    "Opening the private key would take more than some seconds, or much memory: its derivation asks for far more work than is usual. Encrypt it anew with openssl pkcs8 -topk8.",
  );
}
