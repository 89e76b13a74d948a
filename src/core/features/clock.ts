import type { Analysis } from "../analysis.ts";
import type { Timing } from "./time.ts";

/**
 * When something next crosses a threshold or ends, so that a view has to be made anew even if no file changes.
 * Milliseconds since the epoch; infinite when nothing will.
 */
export function nextChange(analyses: readonly Analysis[], { now, thresholds }: Timing): number {
  let next = Number.POSITIVE_INFINITY;
  const consider = (end: number | undefined): void => {
    if (end === undefined) return;
    for (const moment of [end, end - thresholds.critical, end - thresholds.warning]) {
      if (moment > now && moment < next) next = moment;
    }
  };
  for (const { certificates, users } of analyses) {
    for (const { certificate } of certificates) {
      consider(certificate.notAfter);
      if ((certificate.notBefore ?? now) > now) consider(certificate.notBefore);
    }
    for (const { expires } of users.values()) consider(expires);
  }
  return next;
}
