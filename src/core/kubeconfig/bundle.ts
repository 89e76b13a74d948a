import type { PrivateKeyInfo } from "../x509/key.ts";
import { keyMatches } from "../x509/key-pair.ts";
import type { Certificate } from "../x509/types.ts";
import type { BundleItem, CertificateBundle, UserFacts } from "./facts-model.ts";

/** How many certificates of a field for clients are looked at: a bound of ours, which no chain in use comes near. */
export const mostFollowed = 16;

/** The certificates that are looked at of a user's. */
export function followed(user: UserFacts | undefined): readonly Certificate[] {
  return readable(user?.certificate?.content).slice(0, mostFollowed);
}

/** The certificates of a field that could be decoded. */
export function readable(bundle: CertificateBundle | undefined): readonly Certificate[] {
  const items = bundle?.certificates ?? [];
  const [only] = items;
  if (items.length === 1) return only?.ok ? [only.certificate] : [];
  return items.flatMap(item => (item.ok ? [item.certificate] : []));
}

/** Which of several certificates a key belongs to, counted from 1; 0 when it is none of them. */
export function positionOfKey(certificates: readonly BundleItem[], key: PrivateKeyInfo): number {
  return certificates.findIndex(item => item.ok && keyMatches(item.certificate, key) === "match") + 1;
}
