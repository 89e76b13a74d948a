import { utf8Bytes } from "../bytes/bytes.ts";
import { say } from "../message.ts";
import type { Failure, Result } from "../result.ts";
import { ABSENT, Asn1Fields, BROKEN, isInt64, Universal } from "./asn1-fields.ts";
import { computeEd25519 } from "./compute-public.ts";
import { formatOid, isOneSequence } from "./der.ts";
import { type DerivedPart, readEcKey } from "./ec-key.ts";
import { foreignCurve } from "./foreign-curve.ts";
import { readPem } from "./pem.ts";
import { KeyOid, otherKeyName } from "./public-key.ts";
import { algorithmOf, type PublicPart } from "./public-part.ts";
import { readPkcs1 } from "./rsa-key.ts";
import type { KeyAlgorithm, PemBlock } from "./types.ts";

/** What may be known of a private key. Nothing of its private part. */
export interface PrivateKeyInfo {
  readonly format: "PKCS#1" | "SEC1" | "PKCS#8";
  /** Absent where the key is encrypted. */
  readonly algorithm?: KeyAlgorithm;
  /** Absent where the key is encrypted. */
  readonly publicPart?: PublicPart;
  /** Whether `publicPart` follows from the private key, or is only stated beside it. */
  readonly computed: boolean;
  /** Encrypted as PKCS#8 has it, or with a `Proc-Type` header: kubectl cannot use either. */
  readonly encrypted?: "PKCS#8" | "legacy";
}

/** An RSA key of 16,384 bits in PKCS#8 has 9.3 kB, and no key in use is longer. Bytes. */
export const LONGEST_KEY = 16_384;

export interface KeyOptions {
  /** Compute the public key as Go does rather than believe the one that SEC1 and PKCS#8 carry. Default false. */
  readonly exact?: boolean;
}

/**
 * Read the first private key of a PEM text as Go's tls.X509KeyPair does (crypto/tls parsePrivateKey): PKCS#1, PKCS#8
 * or SEC1 by what is inside, whatever the label before `PRIVATE KEY` says.
 * Codes of a failure: `key-no-pem`, `key-is-certificate`, `key-wrong-label`, `key-unparsable`, `key-unsupported`; the
 * message is Go's.
 */
export function readPrivateKey(pem: string | Uint8Array, options: KeyOptions = {}): Result<PrivateKeyInfo> {
  const skipped: string[] = [];
  for (const block of readPem(typeof pem === "string" ? utf8Bytes(pem) : pem)) {
    if (block.label === "PRIVATE KEY" || block.label.endsWith(" PRIVATE KEY")) {
      return readKeyBlock(block, options);
    }
    skipped.push(block.label);
  }
  if (skipped.length === 0) {
    return failure("key-no-pem", "tls: failed to find any PEM data in key input");
  }
  if (skipped.length === 1 && skipped[0] === "CERTIFICATE") {
    return failure(
      "key-is-certificate",
      "tls: found a certificate rather than a key in the PEM for the private key",
    );
  }
  return failure(
    "key-wrong-label",
    'tls: failed to find PEM block with type ending in "PRIVATE KEY" in key input after skipping PEM blocks of the following types: {0}',
    `[${skipped.join(" ")}]`,
  );
}

/** The private key in DER, whatever its form; undefined where there is none, and of more bytes than a key has. */
export function readDerKey(der: Uint8Array): PrivateKeyInfo | undefined {
  const key = der.length <= LONGEST_KEY && isOneSequence(der) ? readKey(der, false) : undefined;
  return key?.ok ? key.value : undefined;
}

/** As `readPrivateKey`, of the block that the key stands in. */
export function readKeyBlock(
  block: Pick<PemBlock, "label" | "headers" | "der">,
  { exact = false }: KeyOptions = {},
): Result<PrivateKeyInfo> {
  const key = readKey(block.der, exact);
  if (key !== undefined) {
    return key;
  }
  const legacy = block.headers.get("Proc-Type")?.includes("ENCRYPTED") === true;
  if (legacy || block.label === "ENCRYPTED PRIVATE KEY") {
    const format = block.label === "EC PRIVATE KEY" ? "SEC1" : legacy ? "PKCS#1" : "PKCS#8";
    return { ok: true, value: { format, computed: false, encrypted: legacy ? "legacy" : "PKCS#8" } };
  }
  return unparsable(block);
}

/** Go does not say why. */
function unparsable({ label, der }: Pick<PemBlock, "label" | "der">): Failure {
  const curve = foreignCurve(der);
  if (curve !== undefined) {
    return failure(
      "key-unparsable",
      "tls: failed to parse private key: it is on the curve {0}, which Go does not know",
      curve,
    );
  }
  const kind = FOREIGN_LABELS[label] ?? foreignKind(der);
  return kind === undefined
    ? failure("key-unparsable", "tls: failed to parse private key")
    : failure(
        "key-unparsable",
        "tls: failed to parse private key: it is a key of {0}, which Go does not read",
        kind,
      );
}

const FOREIGN_LABELS: Readonly<Record<string, string>> = {
  "DSA PRIVATE KEY": "DSA",
  "OPENSSH PRIVATE KEY": "OpenSSH",
};

/** The algorithm of a PKCS#8 key by its name, where it is none of Go's. */
function foreignKind(der: Uint8Array): string | undefined {
  const contents = new Asn1Fields(der).field(Universal.sequence);
  if (typeof contents === "string") return undefined;
  const fields = new Asn1Fields(contents);
  if (typeof fields.field(Universal.integer) === "string") return undefined;
  const algorithm = fields.field(Universal.sequence);
  if (typeof algorithm === "string") return undefined;
  const oid = new Asn1Fields(algorithm).field(Universal.oid);
  const name = typeof oid === "string" ? undefined : formatOid(oid, 0, oid.length);
  return name === undefined || name === KeyOid.ec ? undefined : otherKeyName(name);
}

function readKey(der: Uint8Array, exact: boolean): Result<PrivateKeyInfo> | undefined {
  const rsa = readPkcs1(der);
  if (rsa !== undefined) {
    return info("PKCS#1", { part: rsa, computed: true });
  }
  const wrapped = readPkcs8(der, exact);
  if (wrapped === "unsupported") {
    return failure("key-unsupported", "tls: found unknown private key type in PKCS#8 wrapping");
  }
  if (wrapped !== undefined) {
    return info("PKCS#8", wrapped);
  }
  const ec = readEcKey(der, exact);
  return ec && info("SEC1", ec);
}

function info(format: PrivateKeyInfo["format"], { part, computed }: DerivedPart): Result<PrivateKeyInfo> {
  return { ok: true, value: { format, algorithm: algorithmOf(part), publicPart: part, computed } };
}

/** PrivateKeyInfo (RFC 5208) as crypto/x509 ParsePKCS8PrivateKey reads it. */
function readPkcs8(der: Uint8Array, exact: boolean): DerivedPart | "unsupported" | undefined {
  const contents = new Asn1Fields(der).field(Universal.sequence);
  if (typeof contents === "string") {
    return undefined;
  }
  const fields = new Asn1Fields(contents);
  const version = fields.field(Universal.integer);
  const algorithm = fields.field(Universal.sequence);
  const privateKey = fields.field(Universal.octetString);
  if (!isInt64(version) || typeof algorithm === "string" || typeof privateKey === "string") {
    return undefined;
  }
  const identifier = new Asn1Fields(algorithm);
  const oidField = identifier.field(Universal.oid);
  const oid = typeof oidField === "string" ? undefined : formatOid(oidField, 0, oidField.length);
  const parameters = identifier.any();
  if (oid === undefined || parameters === BROKEN) {
    return undefined;
  }
  return readWrapped(oid, parameters === ABSENT ? new Uint8Array(0) : parameters, privateKey, exact);
}

function readWrapped(
  oid: string,
  parameters: Uint8Array,
  privateKey: Uint8Array,
  exact: boolean,
): DerivedPart | "unsupported" | undefined {
  switch (oid) {
    case KeyOid.rsa: {
      const part = readPkcs1(privateKey);
      return part && { part, computed: true };
    }
    case KeyOid.ec: {
      const curve = new Asn1Fields(parameters).field(Universal.oid);
      const curveOid = typeof curve === "string" ? undefined : formatOid(curve, 0, curve.length);
      return readEcKey(privateKey, exact, curveOid);
    }
    case KeyOid.ed25519: {
      const seed = readSeed(parameters, privateKey);
      return seed && { part: { type: "Ed25519", key: computeEd25519(seed) }, computed: true };
    }
    case KeyOid.x25519:
      return readSeed(parameters, privateKey) === undefined ? undefined : "unsupported";
    default:
      return undefined;
  }
}

/** CurvePrivateKey (RFC 8410 7): 32 bytes in an OCTET STRING, no parameters. */
function readSeed(parameters: Uint8Array, privateKey: Uint8Array): Uint8Array | undefined {
  const seed = new Asn1Fields(privateKey).field(Universal.octetString);
  return parameters.length === 0 && typeof seed !== "string" && seed.length === 32 ? seed : undefined;
}

function failure(code: string, template: string, ...args: string[]): Failure {
  return { ok: false, code, message: say(template, ...args) };
}
