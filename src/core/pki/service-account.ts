import { type PublicPart, publicPart, samePublicPart } from "../x509/public-part.ts";
import type { PkiFile } from "./model.ts";

/**
 * The keys that an API server checks tokens of service accounts with, out of one file: public keys, those of
 * certificates and of a private key; RSA and ECDSA only (client-go util/keyutil, ParsePublicKeysPEM).
 */
export function checkingKeys(file: PkiFile): readonly PublicPart[] {
  const parts = [
    ...(file.publicKeys ?? []),
    ...file.certificates.flatMap(item => (item.ok ? (publicPart(item.certificate.publicKey) ?? []) : [])),
    ...(signingKey(file) ?? []),
  ];
  return parts.filter(({ type }) => type !== "Ed25519");
}

/** The public part of the key that tokens are signed with, as a list of one; undefined where nobody can tell. */
export function signingKey({ key }: PkiFile): readonly [PublicPart] | undefined {
  return key?.ok === true && key.value.publicPart !== undefined ? [key.value.publicPart] : undefined;
}

/** Whether two lists have a key in common. */
export function shareKey(one: readonly PublicPart[], other: readonly PublicPart[]): boolean {
  return one.some(a => other.some(b => samePublicPart(a, b)));
}
