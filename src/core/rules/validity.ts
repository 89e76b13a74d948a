import type { Severity } from "../finding.ts";
import { type Thresholds, thresholdsFor } from "../thresholds.ts";
import type { Certificate } from "../x509/types.ts";

/** crypto/x509 Verify: a certificate is valid through the whole of notAfter. Milliseconds since the epoch. */
export function isExpired({ notAfter }: Certificate, now: number): boolean {
  return notAfter !== undefined && now > notAfter;
}

export function isEarly({ notBefore }: Certificate, now: number): boolean {
  return notBefore !== undefined && now < notBefore;
}

/** When something began, where that is known, and when it ends. Milliseconds since the epoch. */
export interface Period {
  readonly notBefore?: number;
  readonly notAfter?: number;
}

/** How loudly to say that something ends; absent when it has ended or there is time. */
export function urgencyOf(
  { notBefore, notAfter: end }: Period,
  now: number,
  thresholds: Thresholds,
): Severity | undefined {
  if (end === undefined) return undefined;
  const { warning, critical } = thresholdsFor(
    thresholds,
    notBefore === undefined ? undefined : end - notBefore,
  );
  if (now > end || end - now > warning) return undefined;
  return end - now > critical ? "warning" : "error";
}
