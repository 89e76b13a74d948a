import { equalBytes } from "./bytes.ts";
import { checkSignature } from "./signature.ts";
import type { Certificate } from "./types.ts";

/**
 * `no-name`: the issuer's name is another. `no-key-id`: the name fits, but the key ids say that another key of that
 * issuer signed. `by-name`: the name fits and one of them has no key id. `by-key-id`: both fit.
 */
export type Relation = "no-name" | "no-key-id" | "by-name" | "by-key-id";

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

/** Whether the key of `issuer` signed `child`; undefined where WebCrypto cannot tell. Never rejects. */
export function verifySignature(child: Certificate, issuer: Certificate): Promise<boolean | undefined> {
  return checkSignature(child, issuer.publicKey);
}

/** Whether subject and issuer are the same: a root, or a certificate that signs itself. */
export function isSelfIssued(certificate: Certificate): boolean {
  return equalBytes(certificate.subject.der, certificate.issuer.der);
}
