import type { Failure, Result } from "../../result.ts";
import { isSecureScheme, schemeNamed } from "../algorithms.ts";
import { isAccepted } from "../certificate.ts";
import { decodeCertificates } from "../certificates.ts";
import { isSelfSigned } from "../chain.ts";
import { formatName } from "../name.ts";
import { publicPart, samePublicPart } from "../public-part.ts";
import type { Certificate } from "../types.ts";
import { failure } from "./failure.ts";
import { refusalOfPeriod } from "./lifetime.ts";
import { longestPath } from "./path.ts";
import { loadSigningKey, type SigningKey } from "./signing-key.ts";
import type { MintWorld } from "./world.ts";

/** A CA that may sign now, with its key. */
export interface SigningCa {
  readonly certificate: Certificate;
  /** What must be sent after a leaf: the CA and those above it, without the root. Empty for a root. */
  readonly intermediates: readonly Certificate[];
  /** Every known CA from this one up, the root too where it was given. */
  readonly chain: readonly Certificate[];
  readonly signer: SigningKey;
}

export interface CaMaterial {
  /** PEM: the CA's certificate, and perhaps those above it, in any order. */
  readonly certificate: string | Uint8Array;
  /** PEM of the private key. */
  readonly key: string | Uint8Array;
  /** Needed where {@link isEncryptedKey} says so. */
  readonly passphrase?: string;
}

/**
 * Load a CA to sign with, or say why not. Codes of a failure: those of loadSigningKey, `ca-no-certificate`,
 * `ca-unreadable`, `ca-key-mismatch`, `not-a-ca`, `ca-may-not-sign`, `ca-expired`, `ca-not-yet-valid`,
 * `ca-key-weak`, `ca-path-length`, `ca-signature-weak`.
 */
export async function loadSigningCa(material: CaMaterial, world: MintWorld): Promise<Result<SigningCa>> {
  const pool: Certificate[] = [];
  for (const { certificate } of decodeCertificates(material.certificate).entries) {
    if (!certificate.ok || !isAccepted(certificate.value)) {
      return failure(
        "ca-unreadable",
        "The CA certificate cannot be read: Go, and so Kubernetes, refuses it.",
      );
    }
    pool.push(certificate.value);
  }
  if (pool.length === 0) {
    return failure("ca-no-certificate", "There is no certificate in PEM form in the CA file.");
  }
  const signer = await loadSigningKey(material.key, material.passphrase, world);
  if (!signer.ok) {
    return signer;
  }
  const own = pool.filter(each => belongs(each, signer.value));
  const chain = await longestPath(own, pool, each => rank(each, world.now));
  const [certificate] = chain;
  if (certificate === undefined) {
    return failure("ca-key-mismatch", "The private key does not belong to the CA certificate.");
  }
  const refusal = refusalOfCa(certificate, world.now);
  if (refusal !== undefined) {
    return refusal;
  }
  const intermediates: Certificate[] = [];
  for (const each of chain) if (!(await isSelfSigned(each))) intermediates.push(each);
  return (
    refusalOfChain(chain, intermediates, world.now) ?? {
      ok: true,
      value: { certificate, intermediates, chain, signer: signer.value },
    }
  );
}

/** Why Go would not accept what is signed below these CAs, the lowest first. */
function refusalOfChain(
  chain: readonly Certificate[],
  intermediates: readonly Certificate[],
  now: number,
): Failure | undefined {
  const above = chain.slice(1).map(each => refusalOfCa(each, now));
  const refused = above.find(each => each !== undefined);
  if (refused !== undefined) {
    return refused;
  }
  const tight = chain.find(({ basicConstraints }, below) => below > (basicConstraints?.maxPathLen ?? below));
  if (tight !== undefined) {
    return failure(
      "ca-path-length",
      "The CA {0} allows fewer CAs below it than there are, so Kubernetes refuses what is signed here.",
      formatName(tight.subject),
    );
  }
  const weak = intermediates.find(({ signatureAlgorithm }) => !isSecure(signatureAlgorithm));
  return (
    weak &&
    failure(
      "ca-signature-weak",
      "The certificate of the CA {0} is signed with {1}, which Go, and so Kubernetes, refuses.",
      formatName(weak.subject),
      weak.signatureAlgorithm,
    )
  );
}

function isSecure(signatureAlgorithm: string): boolean {
  const scheme = schemeNamed(signatureAlgorithm);
  return scheme !== undefined && isSecureScheme(scheme);
}

/** Until when Go accepts what a CA signs, in milliseconds since the epoch; negative where it does not now. */
function rank(ca: Certificate, now: number): number {
  return refusalOfCa(ca, now) === undefined ? (ca.notAfter ?? 0) : -1;
}

function belongs(certificate: Certificate, signer: SigningKey): boolean {
  const part = publicPart(certificate.publicKey);
  return part !== undefined && samePublicPart(part, signer.publicPart);
}

/** Why Go would not accept what this CA signs (crypto/x509 CheckSignatureFrom, isValid). */
function refusalOfCa(ca: Certificate, now: number): Failure | undefined {
  const { basicConstraints, keyUsage, publicKey, unhandledCritical } = ca;
  if (basicConstraints?.ca !== true) {
    return failure("not-a-ca", "The certificate is not that of a CA (its basic constraints do not say CA).");
  }
  if (keyUsage !== undefined && !keyUsage.includes("keyCertSign")) {
    return failure(
      "ca-may-not-sign",
      "The CA may not sign certificates: its key usage has no certificate signing.",
    );
  }
  if (unhandledCritical.length > 0) {
    return failure(
      "ca-unreadable",
      "The CA has a critical extension that Go does not know, so Kubernetes refuses what it signs ({0}).",
      unhandledCritical.join(", "),
    );
  }
  const outside = refusalOfPeriod(ca, now);
  if (outside !== undefined) {
    return outside;
  }
  const { algorithm } = publicKey;
  return algorithm.type === "RSA" && algorithm.bits < 1024
    ? failure("ca-key-weak", "The CA has an RSA key of {0} bits; Go refuses less than 1024.", algorithm.bits)
    : undefined;
}
