import { type Timing, type Urgency, urgency } from "../features/time.ts";
import { neverValid } from "../x509/validity.ts";
import type { RowState } from "./model.ts";

const STATES: Readonly<Record<Urgency, RowState>> = {
  expired: "expired",
  critical: "critical",
  warning: "expiring",
  fine: "ok",
};

/** How something valid between two moments stands; milliseconds since the epoch. Without an end it is broken. */
export function stateOf(
  timing: Timing,
  {
    notBefore,
    notAfter,
  }: { readonly notBefore?: number | undefined; readonly notAfter?: number | undefined },
): RowState {
  if (notAfter === undefined) return "broken";
  if (neverValid({ notBefore, notAfter })) return "never-valid";
  const state = STATES[urgency(timing, notAfter, notBefore)];
  if (state === "expired") return state;
  return notBefore !== undefined && notBefore > timing.now ? "not-yet-valid" : state;
}

/** From what needs attention now to what needs none. */
export const stateOrder: readonly RowState[] = [
  "expired",
  "never-valid",
  "broken",
  "missing",
  "critical",
  "expiring",
  "not-yet-valid",
  "ok",
  "leftover",
];
