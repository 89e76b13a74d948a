import type { Message } from "../../message.ts";
import type { Result } from "../../result.ts";
import { constraintViolation } from "../names/verify.ts";
import { encodePem } from "../pem.ts";
import type { Certificate, CertificateExtension } from "../types.ts";
import type { SigningCa } from "./authority.ts";
import { authorityKeyId, keyIdentifier, subjectKeyId } from "./extensions.ts";
import { failure } from "./failure.ts";
import { issue } from "./issue.ts";
import { generateKey, type KeyType } from "./keys.ts";
import { type Lifetime, validityOf } from "./lifetime.ts";
import type { MintWorld } from "./world.ts";

/** A certificate that a CA signed. */
export interface Signed {
  readonly certificate: Certificate;
  /** PEM: the certificate, and after it what a peer needs to reach the root. */
  readonly certificatePem: string;
  /** What the person should know of it. */
  readonly notes: readonly Message[];
}

/** A certificate with the new key that belongs to it. */
export interface Minted extends Signed {
  /** PEM. A secret. */
  readonly keyPem: string;
}

/** What of a certificate its kind decides. */
export interface SignRequest {
  /** DER. */
  readonly subject: Uint8Array;
  readonly spki: Uint8Array;
  readonly lifetime: Lifetime;
  /** All but the key identifiers, which come last. */
  readonly extensions: readonly CertificateExtension[];
}

/** Sign with a CA. Codes of a failure: those of validityOf and issue, `ca-name-constraints`. */
export async function signWith(
  ca: SigningCa,
  { subject, spki, lifetime, extensions }: SignRequest,
  world: MintWorld,
): Promise<Result<Signed>> {
  const validity = validityOf(lifetime, ca.chain, world.now);
  if (!validity.ok) {
    return validity;
  }
  const template = {
    subject,
    issuer: ca.certificate.subject.der,
    spki,
    validity: validity.value,
    extensions: [
      ...extensions,
      subjectKeyId(await keyIdentifier(spki, world.crypto)),
      authorityKeyId(await keyIdOf(ca.certificate, world.crypto)),
    ],
  };
  const issued = await issue(template, ca.signer, world);
  if (!issued.ok) {
    return issued;
  }
  const certificate = issued.value;
  const violation = constraintViolation([certificate, ...ca.chain]);
  if (violation !== undefined) {
    return failure(
      "ca-name-constraints",
      "The CA may not sign for these names, so Go, and so Kubernetes, would refuse the certificate: {0}.",
      violation,
    );
  }
  const certificatePem = pemOf([certificate, ...ca.intermediates]);
  return { ok: true, value: { certificate, certificatePem, notes: validity.value.notes } };
}

/** A new key and a certificate for it. `extensions` may depend on the key. */
export async function mintWith(
  ca: SigningCa,
  keyType: KeyType,
  request: (certificate: Pick<Certificate, "publicKey">) => Omit<SignRequest, "spki">,
  world: MintWorld,
): Promise<Result<Minted>> {
  const key = await generateKey(keyType, world);
  if (!key.ok) {
    return key;
  }
  const { shared, pem } = key.value;
  const signed = await signWith(ca, { ...request({ publicKey: shared }), spki: shared.spki }, world);
  return signed.ok ? { ok: true, value: { ...signed.value, keyPem: pem } } : signed;
}

/** The certificates as one PEM text, in order. */
export function pemOf(certificates: readonly Certificate[]): string {
  return certificates.map(({ der }) => encodePem("CERTIFICATE", der)).join("");
}

/** The CA's own identifier of its key, or the one it would have. */
async function keyIdOf(
  { subjectKeyId: id = "", publicKey }: Certificate,
  crypto: Crypto,
): Promise<Uint8Array> {
  return id === ""
    ? keyIdentifier(publicKey.spki, crypto)
    : Uint8Array.from(id.match(/../g) ?? [], pair => Number.parseInt(pair, 16));
}
