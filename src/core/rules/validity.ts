import type { Severity } from "../finding.ts";
import type { Thresholds } from "../thresholds.ts";
import type { Certificate } from "../x509/types.ts";

/** crypto/x509 Verify: a certificate is valid through the whole of notAfter. Milliseconds since the epoch. */
export function isExpired({ notAfter }: Certificate, now: number): boolean {
  return notAfter !== undefined && now > notAfter;
}

export function isEarly({ notBefore }: Certificate, now: number): boolean {
  return notBefore !== undefined && now < notBefore;
}

/** How loudly to say that something ends at `end`; absent when it has ended or there is time. */
export function urgencyOf(
  end: number | undefined,
  now: number,
  thresholds: Thresholds,
): Severity | undefined {
  if (end === undefined || now > end || end - now > thresholds.warning) return undefined;
  return end - now > thresholds.critical ? "warning" : "error";
}
