import type { Analysis, Thresholds } from "../analysis.ts";
import { urgency } from "./time.ts";

/** A credential that is over or about to be. */
export interface Ending {
  /** The name of its user entry. */
  readonly user: string;
  /** Milliseconds since the epoch. */
  readonly expires: number;
}

/** The credentials that a context uses and that have ended or end within the warning threshold, soonest first. */
export function endings({ users, now }: Analysis, thresholds: Thresholds): readonly Ending[] {
  const all: Ending[] = [];
  for (const { entry, expires, contexts } of users.values()) {
    if (expires === undefined || contexts.length === 0) continue;
    if (urgency({ now, thresholds }, expires) !== "fine") all.push({ user: entry.name, expires });
  }
  return all.sort((a, b) => a.expires - b.expires);
}
