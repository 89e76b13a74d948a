import { utf8Bytes } from "../../bytes/bytes.ts";
import type { Result } from "../../result.ts";
import { DerReader, Tag } from "../der.ts";
import { readPrivateKey } from "../key.ts";
import { encodePem, readPem } from "../pem.ts";
import { KeyOid } from "../public-key.ts";
import type { PublicPart } from "../public-part.ts";
import type { KeyAlgorithm, PemBlock } from "../types.ts";
import { decryptLegacy } from "./decrypt/legacy.ts";
import { decryptPkcs8 } from "./decrypt/pbes2.ts";
import { failure } from "./failure.ts";
import { curveOidOf, signingScheme } from "./keys.ts";
import { scalarOf, unwrapPkcs8, wrapEc, wrapEd25519, wrapRsa } from "./pkcs8.ts";
import { type MintWorld, unshared } from "./world.ts";

/** A private key that can sign, and what of it may be known. */
export interface SigningKey {
  readonly key: CryptoKey;
  readonly algorithm: KeyAlgorithm;
  readonly publicPart: PublicPart;
}

/** Whether a passphrase must be asked for. */
export function isEncryptedKey(pem: string | Uint8Array): boolean {
  const block = keyBlock(pem);
  return block !== undefined && encryptionOf(block) !== undefined;
}

/**
 * Load the first private key of a PEM text for signing: PKCS#1, SEC1, PKCS#8, encrypted or not. Codes of a failure:
 * `key-no-pem`, `passphrase-needed`, `wrong-passphrase`, `key-damaged`, `key-unsupported`.
 */
export async function loadSigningKey(
  pem: string | Uint8Array,
  passphrase: string | undefined,
  { crypto }: MintWorld,
): Promise<Result<SigningKey>> {
  const block = keyBlock(pem);
  if (block === undefined) {
    return failure("key-no-pem", "There is no private key in PEM form in the key file.");
  }
  const opened = await open(block, passphrase, crypto);
  if (!opened.ok) {
    return opened;
  }
  const read = readPrivateKey(encodePem("PRIVATE KEY", opened.value), { exact: true });
  if (!read.ok && read.code !== "key-unsupported") {
    return failure("key-damaged", "The private key cannot be read. Take it from its source again.");
  }
  if (!read.ok || read.value.algorithm === undefined || read.value.publicPart === undefined) {
    return unsupported();
  }
  const { format, algorithm, publicPart } = read.value;
  const pkcs8 = asPkcs8(opened.value, format, publicPart);
  const scheme = signingScheme(algorithm);
  if (pkcs8 === undefined || scheme === undefined) {
    return unsupported();
  }
  try {
    const key = await crypto.subtle.importKey("pkcs8", unshared(pkcs8), scheme.importing, false, ["sign"]);
    return { ok: true, value: { key, algorithm, publicPart } };
  } catch {
    return unsupported();
  }
}

function unsupported(): Result<never> {
  return failure(
    "key-unsupported",
    "The private key is of a kind that cannot sign here. Supported are RSA with two primes, ECDSA on P-256, P-384 and P-521, and Ed25519.",
  );
}

/** The block that Go takes too (crypto/tls X509KeyPair). */
function keyBlock(pem: string | Uint8Array): PemBlock | undefined {
  const blocks = readPem(typeof pem === "string" ? utf8Bytes(pem) : pem);
  return blocks.find(({ label }) => label === "PRIVATE KEY" || label.endsWith(" PRIVATE KEY"));
}

function encryptionOf({ label, headers }: PemBlock): "PKCS#8" | "legacy" | undefined {
  if (headers.get("Proc-Type")?.includes("ENCRYPTED") === true) {
    return "legacy";
  }
  return label === "ENCRYPTED PRIVATE KEY" ? "PKCS#8" : undefined;
}

async function open(
  block: PemBlock,
  passphrase: string | undefined,
  crypto: Crypto,
): Promise<Result<Uint8Array>> {
  const encryption = encryptionOf(block);
  if (encryption === undefined) {
    return { ok: true, value: block.der };
  }
  if (passphrase === undefined) {
    return failure("passphrase-needed", "The private key is encrypted: its passphrase is needed.");
  }
  return encryption === "legacy"
    ? decryptLegacy(block, passphrase, crypto)
    : decryptPkcs8(block.der, passphrase, crypto);
}

/** The one form WebCrypto takes, built anew so that optional parts do no harm. */
function asPkcs8(
  der: Uint8Array,
  format: "PKCS#1" | "SEC1" | "PKCS#8",
  part: PublicPart,
): Uint8Array | undefined {
  const inner = format === "PKCS#8" ? unwrapPkcs8(der) : { key: der, algorithm: undefined };
  if (inner === undefined) {
    return undefined;
  }
  switch (part.type) {
    case "RSA":
      return wrapRsa(inner.key);
    case "Ed25519":
      return inner.algorithm?.oid === KeyOid.ed25519 ? wrapEd25519(seedOf(inner.key)) : undefined;
    case "ECDSA": {
      const curveOid = curveOidOf(part.curve);
      const scalar = curveOid === undefined ? undefined : scalarOf(inner.key, curveOid);
      return curveOid === undefined || scalar === undefined
        ? undefined
        : wrapEc(curveOid, scalar, part.point);
    }
  }
}

function seedOf(curvePrivateKey: Uint8Array): Uint8Array {
  return new DerReader(curvePrivateKey).element(Tag.octetString) ?? curvePrivateKey;
}
