/** When something is soon enough to say so. Milliseconds. */
export interface Thresholds {
  /** Default 30 days. */
  readonly warning: number;
  /** Default 7 days: shown in the colour of an error. */
  readonly critical: number;
  /** They count for what lives shorter as well: somebody asked for exactly this time. */
  readonly exact?: boolean;
}

/**
 * The thresholds for something that lives so long: a warning in the second half of it at the earliest, critical in
 * its last fifth. What is made to live for hours is healthy while it is fresh.
 * @param lifetime milliseconds; left out where it is not known
 */
export function thresholdsFor(thresholds: Thresholds, lifetime = Number.POSITIVE_INFINITY): Thresholds {
  const { warning, critical, exact = false } = thresholds;
  if (exact) return thresholds;
  return { warning: Math.min(warning, lifetime / 2), critical: Math.min(critical, lifetime / 5) };
}
