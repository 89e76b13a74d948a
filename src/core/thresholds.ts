/** When something is soon enough to say so. Milliseconds. */
export interface Thresholds {
  /** Default 30 days. */
  readonly warning: number;
  /** Default 7 days: shown in the colour of an error. */
  readonly critical: number;
}
