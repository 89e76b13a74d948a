import { equalBytes } from "../../bytes/bytes.ts";
import { type Message, say } from "../../message.ts";
import type { Failure, Result } from "../../result.ts";
import { isAccepted } from "../certificate.ts";
import { formatName } from "../name.ts";
import type { Certificate, CertificateExtension, KeyAlgorithm, KeyUsage } from "../types.ts";
import type { SigningCa } from "./authority.ts";
import { refusalOfUsage } from "./client.ts";
import { ExtensionOid, keyUsage, leafUsages, notACa } from "./extensions.ts";
import { failure } from "./failure.ts";
import { type KeyType, keyTypeLike } from "./keys.ts";
import { type Minted, mintWith } from "./leaf.ts";
import type { Lifetime } from "./lifetime.ts";
import type { MintWorld } from "./world.ts";

export interface Renewal {
  readonly lifetime: Lifetime;
  /** The old key's where absent, or the nearest that is not weak. */
  readonly keyType?: KeyType;
}

/** Extensions that the new certificate has in its own form. */
const RENEWED: ReadonlySet<string> = new Set(Object.values(ExtensionOid));

/**
 * Make a new key and certificate with the subject of an old one byte for byte, its SANs and its usages, as
 * `kubeadm certs renew` does. Codes of a failure: `renew-ca`, `renew-unreadable`, `ca-no-client-auth`,
 * `ca-no-server-auth`, and those of judgeLifetime.
 */
export async function renewCertificate(
  old: Certificate,
  { lifetime, keyType = keyTypeLike(old.publicKey.algorithm) }: Renewal,
  ca: SigningCa,
  world: MintWorld,
): Promise<Result<Minted>> {
  const refusal = refusalOf(old, ca);
  if (refusal !== undefined) {
    return refusal;
  }
  const minted = await mintWith(
    ca,
    keyType,
    ({ publicKey }) => ({
      subject: old.subject.der,
      lifetime,
      extensions: [
        keyUsage(usagesFor(old, publicKey.algorithm)),
        ...kept(old, ExtensionOid.extKeyUsage),
        notACa(),
        ...kept(old, ExtensionOid.altNames),
      ],
    }),
    world,
  );
  return minted.ok
    ? { ok: true, value: { ...minted.value, notes: [...minted.value.notes, ...notesOn(old, ca)] } }
    : minted;
}

function refusalOf(old: Certificate, ca: SigningCa): Failure | undefined {
  if (old.basicConstraints?.ca === true) {
    return failure(
      "renew-ca",
      "The certificate is that of a CA. A CA is not renewed but replaced, with everything it signed.",
    );
  }
  if (!isAccepted(old)) {
    return failure("renew-unreadable", "The old certificate is malformed, so what to renew is not certain.");
  }
  const usages = (["clientAuth", "serverAuth"] as const).filter(usage => old.extKeyUsage?.includes(usage));
  return usages.map(usage => refusalOfUsage(ca.chain, usage)).find(each => each !== undefined);
}

/** The old usages, with keyEncipherment only for a key that can, and never those of a CA. */
function usagesFor({ keyUsage: old = [] }: Certificate, algorithm: KeyAlgorithm): readonly KeyUsage[] {
  const canEncipher = algorithm.type === "RSA";
  const fit = old.filter(
    usage =>
      usage === "digitalSignature" ||
      usage === "nonRepudiation" ||
      (canEncipher && (usage === "keyEncipherment" || usage === "dataEncipherment")),
  );
  return [...new Set([...leafUsages(algorithm), ...fit])];
}

function kept({ extensions }: Certificate, oid: string): readonly CertificateExtension[] {
  return extensions.filter(extension => extension.oid === oid);
}

function notesOn(old: Certificate, ca: SigningCa): readonly Message[] {
  const notes: Message[] = [];
  if (!equalBytes(old.issuer.der, ca.certificate.subject.der)) {
    notes.push(
      say(
        "The old certificate came from another CA ({0}). The new one comes from {1}.",
        formatName(old.issuer),
        formatName(ca.certificate.subject),
      ),
    );
  }
  const left = old.extensions.map(({ oid }) => oid).filter(oid => !RENEWED.has(oid));
  if (left.length > 0) {
    notes.push(
      say("Extensions of the old certificate that the new one does not have: {0}.", left.join(", ")),
    );
  }
  return notes;
}
