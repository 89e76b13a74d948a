import { equalBytes } from "../bytes/bytes.ts";
import { schemeNamed } from "./algorithms.ts";
import { checkSignature } from "./signature.ts";
import type { Certificate } from "./types.ts";

/**
 * `no-name`: the issuer's name is another. `no-key-id`: the name fits, but the key ids say that another key of that
 * issuer signed. `by-name`: the name fits and one of them has no key id. `by-key-id`: both fit.
 */
export type Relation = "no-name" | "no-key-id" | "by-name" | "by-key-id";

/** Whether the key of `issuer`, whose name fits, is held to have signed `child`. */
export type Signed = (child: Certificate, issuer: Certificate) => boolean;

/**
 * Whether `issuer` may have issued `child`, by names (byte for byte) and key ids alone, as Go ranks candidates
 * (crypto/x509 CertPool.findPotentialParents). Only {@link verifySignature} knows.
 */
export function issuedBy(child: Certificate, issuer: Certificate): Relation {
  if (!equalBytes(child.issuer.der, issuer.subject.der)) {
    return "no-name";
  }
  const { authorityKeyId = "" } = child;
  const { subjectKeyId = "" } = issuer;
  if (authorityKeyId === "" || subjectKeyId === "") {
    return "by-name";
  }
  return authorityKeyId === subjectKeyId ? "by-key-id" : "no-key-id";
}

/** A {@link Signed} for want of any check: believed unless the key ids or the kind of the key say otherwise. */
export function seemsSigned(child: Certificate, issuer: Certificate): boolean {
  const scheme = schemeNamed(child.signatureAlgorithm);
  const fits = scheme === undefined || scheme.key === issuer.publicKey.algorithm.type;
  return fits && issuedBy(child, issuer) !== "no-key-id";
}

/** Whether a CA has signed a certificate, by its key where that can be told; CAs of many clusters have the same name. */
export async function hasSigned(ca: Certificate, certificate: Certificate): Promise<boolean> {
  const relation = issuedBy(certificate, ca);
  const mayHave = relation === "by-key-id" || relation === "by-name";
  return mayHave && (await verifySignature(certificate, ca)) !== false;
}

/** Whether the key of `issuer` signed `child`; undefined where WebCrypto cannot tell. Never rejects. */
export function verifySignature(child: Certificate, issuer: Certificate): Promise<boolean | undefined> {
  return checkSignature(child, issuer.publicKey);
}

/** Whether a certificate may sign others (crypto/x509 CheckSignatureFrom). One of version 1 cannot say, and Go lets it. */
export function maySign({ basicConstraints, keyUsage, version }: Certificate): boolean {
  if (basicConstraints ? !basicConstraints.ca : version === 3) {
    return false;
  }
  return keyUsage === undefined || keyUsage.length === 0 || keyUsage.includes("keyCertSign");
}

/** Whether subject and issuer are the same, and the key ids do not say that another key signed: only `isSelfSigned` knows. */
export function isSelfIssued(certificate: Certificate): boolean {
  const relation = issuedBy(certificate, certificate);
  return relation === "by-name" || relation === "by-key-id";
}

/** Whether a certificate is signed with its own key; believed by names and key ids where WebCrypto cannot tell. Never rejects. */
export async function isSelfSigned(certificate: Certificate): Promise<boolean> {
  return isSelfIssued(certificate) && (await verifySignature(certificate, certificate)) !== false;
}

const RANKS: readonly Relation[] = ["by-key-id", "by-name", "no-key-id"];

/** Those of a pool that bear the issuer's name, the likelier first (crypto/x509 CertPool.findPotentialParents). */
export function potentialIssuers(child: Certificate, pool: readonly Certificate[]): readonly Certificate[] {
  const found = pool.filter(each => issuedBy(child, each) !== "no-name");
  return found.length < 2
    ? found
    : RANKS.flatMap(rank => found.filter(each => issuedBy(child, each) === rank));
}

/** The shortest chain from `leaf` to one of `roots`, both included, whether or not anybody would accept it. */
export function chainTo(
  roots: readonly Certificate[],
  leaf: Certificate,
  intermediates: readonly Certificate[],
  signed: Signed,
): readonly Certificate[] | undefined {
  const seen = new Set([leaf]);
  const chains: (readonly Certificate[])[] = [[leaf]];
  for (const chain of chains) {
    const child = chain.at(-1) ?? leaf;
    const root = potentialIssuers(child, roots).find(each => signed(child, each));
    if (root !== undefined) {
      return [...chain, root];
    }
    for (const issuer of potentialIssuers(child, intermediates)) {
      if (!seen.has(issuer) && signed(child, issuer)) {
        seen.add(issuer);
        chains.push([...chain, issuer]);
      }
    }
  }
  return undefined;
}
