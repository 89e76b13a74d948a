import type { Result } from "../../../result.ts";
import { isOneSequence } from "../../der.ts";
import { LONGEST_KEY } from "../../key.ts";
import { failure } from "../failure.ts";
import { unshared } from "../world.ts";
import { decryptDesCbc } from "./des.ts";

/** A block cipher in CBC mode as encrypted keys name it. */
export interface Cipher {
  readonly family: "AES" | "DES";
  /** Octets. */
  readonly keyLength: number;
  /** Octets, of the initialisation vector too. */
  readonly blockLength: number;
}

export const CIPHERS = {
  aes128: { family: "AES", keyLength: 16, blockLength: 16 },
  aes192: { family: "AES", keyLength: 24, blockLength: 16 },
  aes256: { family: "AES", keyLength: 32, blockLength: 16 },
  tripleDes: { family: "DES", keyLength: 24, blockLength: 8 },
  des: { family: "DES", keyLength: 8, blockLength: 8 },
} as const satisfies Record<string, Cipher>;

/** What is encrypted, and how. */
export interface Encrypted {
  readonly cipher: Cipher;
  readonly iv: Uint8Array;
  readonly data: Uint8Array;
}

const WRONG_PASSPHRASE = failure("wrong-passphrase", "The passphrase does not open this private key.");
export const DAMAGED = failure(
  "key-damaged",
  "The encrypted private key is damaged: it is not well-formed, or longer than any key. Take it from its source again.",
);

/** Whether the parts fit the cipher and a key may be in them, without which no passphrase helps. */
export function isWellFormed({ cipher, iv, data }: Encrypted): boolean {
  return (
    iv.length === cipher.blockLength &&
    data.length > 0 &&
    data.length <= LONGEST_KEY &&
    data.length % cipher.blockLength === 0
  );
}

/**
 * Decrypt and take the padding off (RFC 8018 6.1.1). Wrong padding and contents that are not one DER SEQUENCE mean
 * `wrong-passphrase`; `key-unsupported` where this WebCrypto has no such cipher (AES-192 in Chromium).
 */
export async function decipher(
  encrypted: Encrypted,
  key: Uint8Array,
  { subtle }: Crypto,
): Promise<Result<Uint8Array>> {
  const { cipher, iv, data } = encrypted;
  const plain =
    cipher.family === "AES"
      ? await decryptAes(key, iv, data, subtle)
      : withoutPadding(decryptDesCbc(key, iv, data), cipher.blockLength);
  if (plain === "unsupported") {
    return failure(
      "key-unsupported",
      "Keys encrypted with AES-{0} cannot be opened here. Encrypt the key with AES-256 instead: openssl pkcs8 -topk8 -v2 aes-256-cbc.",
      cipher.keyLength * 8,
    );
  }
  // A wrong key that gives good padding by chance does not give one SEQUENCE as well.
  return plain !== undefined && isOneSequence(plain) ? { ok: true, value: plain } : WRONG_PASSPHRASE;
}

async function decryptAes(
  key: Uint8Array,
  iv: Uint8Array,
  data: Uint8Array,
  subtle: SubtleCrypto,
): Promise<Uint8Array | "unsupported" | undefined> {
  let imported: CryptoKey;
  try {
    imported = await subtle.importKey("raw", unshared(key), "AES-CBC", false, ["decrypt"]);
  } catch {
    return "unsupported";
  }
  try {
    const plain = await subtle.decrypt({ name: "AES-CBC", iv: unshared(iv) }, imported, unshared(data));
    return new Uint8Array(plain);
  } catch {
    return undefined;
  }
}

function withoutPadding(plain: Uint8Array, blockLength: number): Uint8Array | undefined {
  const count = plain.at(-1) ?? 0;
  const isPadded = count > 0 && count <= blockLength && plain.subarray(-count).every(byte => byte === count);
  return isPadded ? plain.subarray(0, -count) : undefined;
}
