import type { Analysis } from "../analysis.ts";
import { thresholdsFor } from "../thresholds.ts";
import type { Timing } from "./time.ts";

/**
 * When something next crosses a threshold or ends, so that a view has to be made anew even if no file changes.
 * Milliseconds since the epoch; infinite when nothing will.
 */
export function nextChange(analyses: readonly Analysis[], { now, thresholds }: Timing): number {
  let next = Number.POSITIVE_INFINITY;
  const consider = (end: number | undefined, start?: number): void => {
    if (end === undefined) return;
    const { warning, critical } = thresholdsFor(thresholds, start === undefined ? undefined : end - start);
    for (const moment of [end, end - critical, end - warning]) {
      if (moment > now && moment < next) next = moment;
    }
  };
  for (const { certificates, users } of analyses) {
    for (const { certificate } of certificates) {
      consider(certificate.notAfter, certificate.notBefore);
      if ((certificate.notBefore ?? now) > now) consider(certificate.notBefore);
    }
    for (const { expires } of users.values()) consider(expires);
  }
  return next;
}
