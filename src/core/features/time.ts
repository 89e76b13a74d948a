import { type Message, say } from "../message.ts";
import { type Thresholds, thresholdsFor } from "../thresholds.ts";
import { humanDuration } from "../x509/describe.ts";
import { neverValid } from "../x509/validity.ts";

/** Two seconds: what `humanDuration` still takes for the present. */
const PRESENT = 2_000;

/** The last moment of ECMAScript, in the year 275760; tokens may claim any. */
const LAST = 8.64e15;

/** A moment to the minute, in UTC: `2026-12-04 10:00 UTC`. @param ms milliseconds since the epoch */
export function moment(ms: number): string {
  const iso = new Date(Math.min(Math.max(ms, -LAST), LAST)).toISOString();
  return `${iso.slice(0, -8).replace("T", " ")} UTC`;
}

/** The same, without the day where it is that of another moment: `23:45 UTC`. */
export function shortMoment(ms: number, beside: number): string {
  const [whole, other] = [moment(ms), moment(beside)];
  return whole.slice(0, 10) === other.slice(0, 10) ? whole.slice(11) : whole;
}

/** `expires in 12d` or `expired 3d ago`. Both in milliseconds since the epoch. */
export function residual(now: number, until: number): Message {
  const left = until - now;
  return left > -PRESENT
    ? say("expires in {0}", humanDuration(Math.max(left, 0)))
    : say("expired {0} ago", humanDuration(-left));
}

/** As `residual`, of a period: one that ends before it begins is never valid. All in milliseconds since the epoch. */
export function standing(now: number, { notBefore, notAfter }: Ending): Message {
  return neverValid({ notBefore, notAfter }) ? say("never valid") : residual(now, notAfter);
}

interface Ending {
  readonly notBefore?: number | undefined;
  readonly notAfter: number;
}

/** What "soon" means, and from when. */
export interface Timing {
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly thresholds: Thresholds;
}

export type Urgency = "expired" | "critical" | "warning" | "fine";

/** How soon something ends. @param from when it began; both in milliseconds since the epoch */
export function urgency({ now, thresholds }: Timing, until: number, from?: number): Urgency {
  const left = until - now;
  if (left < 0 || neverValid({ notBefore: from, notAfter: until })) return "expired";
  const { warning, critical } = thresholdsFor(thresholds, from === undefined ? undefined : until - from);
  if (left <= critical) return "critical";
  return left <= warning ? "warning" : "fine";
}
