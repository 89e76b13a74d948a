import type { Severity } from "../finding.ts";
import { type Thresholds, thresholdsFor } from "../thresholds.ts";
import type { Certificate } from "../x509/types.ts";
import { neverValid } from "../x509/validity.ts";

/** crypto/x509 Verify: a certificate is valid through the whole of notAfter. Milliseconds since the epoch. */
export function isExpired(certificate: Certificate, now: number): boolean {
  const { notAfter } = certificate;
  return notAfter !== undefined && now > notAfter && !neverValid(certificate);
}

export function isEarly(certificate: Certificate, now: number): boolean {
  const { notBefore } = certificate;
  return notBefore !== undefined && now < notBefore && !neverValid(certificate);
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
  if (end === undefined || neverValid({ notBefore, notAfter: end })) return undefined;
  const { warning, critical } = thresholdsFor(
    thresholds,
    notBefore === undefined ? undefined : end - notBefore,
  );
  if (now > end || end - now > warning) return undefined;
  return end - now > critical ? "warning" : "error";
}
