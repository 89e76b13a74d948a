import { md5 } from "@noble/hashes/legacy.js";
import { utf8Bytes } from "../../../bytes/bytes.ts";
import type { Result } from "../../../result.ts";
import type { PemBlock } from "../../types.ts";
import { concat } from "../der.ts";
import { failure } from "../failure.ts";
import { CIPHERS, type Cipher, DAMAGED, decipher, type Encrypted, isWellFormed } from "./cipher.ts";

const BY_NAME: ReadonlyMap<string, Cipher> = new Map<string, Cipher>([
  ["AES-128-CBC", CIPHERS.aes128],
  ["AES-192-CBC", CIPHERS.aes192],
  ["AES-256-CBC", CIPHERS.aes256],
  ["DES-EDE3-CBC", CIPHERS.tripleDes],
  ["DES-CBC", CIPHERS.des],
]);

/**
 * Open a block with `Proc-Type: 4,ENCRYPTED` (RFC 1421 4.6.1.1) as openssl writes it with `-traditional`: the key from
 * EVP_BytesToKey with MD5, one round, the first eight octets of the vector as salt.
 * Codes of a failure: `wrong-passphrase`, `key-damaged`, `key-unsupported`.
 */
export async function decryptLegacy(
  { headers, der }: PemBlock,
  passphrase: string,
  crypto: Crypto,
): Promise<Result<Uint8Array>> {
  const [name = "", hex = ""] = (headers.get("DEK-Info") ?? "").split(",", 2);
  const cipher = BY_NAME.get(name.trim().toUpperCase());
  if (cipher === undefined) {
    return name === ""
      ? DAMAGED
      : failure(
          "key-unsupported",
          "Keys encrypted with {0} cannot be opened here. Encrypt the key with AES-256 instead: openssl pkcs8 -topk8 -v2 aes-256-cbc.",
          name,
        );
  }
  const iv = fromHex(hex.trim());
  const encrypted: Encrypted = { cipher, iv, data: der };
  return isWellFormed(encrypted)
    ? decipher(encrypted, bytesToKey(utf8Bytes(passphrase), iv.subarray(0, 8), cipher.keyLength), crypto)
    : DAMAGED;
}

/** EVP_BytesToKey: each MD5 over the one before, the passphrase and the salt. */
function bytesToKey(passphrase: Uint8Array, salt: Uint8Array, length: number): Uint8Array {
  let digest = new Uint8Array(0);
  let key = new Uint8Array(0);
  while (key.length < length) {
    digest = new Uint8Array(md5(concat([digest, passphrase, salt])));
    key = new Uint8Array(concat([key, digest]));
  }
  return key.subarray(0, length);
}

function fromHex(hex: string): Uint8Array {
  return /^(?:[0-9A-Fa-f]{2})+$/.test(hex)
    ? Uint8Array.from(hex.match(/../g) ?? [], pair => Number.parseInt(pair, 16))
    : new Uint8Array(0);
}
