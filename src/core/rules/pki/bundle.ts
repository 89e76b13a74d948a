import type { Subject } from "../../pki/subjects.ts";
import { isEarly, isExpired } from "../validity.ts";

/**
 * Until when a bundle of CAs is trusted without its first: while CAs change, the old stands beside the new. Undefined
 * where the file holds no other CA that is valid. Milliseconds since the epoch.
 */
export function othersTrustedUntil({ certificate, bundle }: Subject, now: number): number | undefined {
  if (certificate.basicConstraints?.ca !== true) return undefined;
  const ends = bundle.slice(1).flatMap((item): readonly number[] => {
    if (!item.ok || item.certificate.basicConstraints?.ca !== true) return [];
    const { certificate: other } = item;
    return isExpired(other, now) || isEarly(other, now) ? [] : [other.notAfter ?? Number.MAX_VALUE];
  });
  return ends.length === 0 ? undefined : Math.max(...ends);
}
