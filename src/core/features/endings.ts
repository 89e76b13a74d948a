import type { Analysis } from "../analysis.ts";
import type { UserFacts } from "../kubeconfig/facts-model.ts";
import { leafOf } from "../kubeconfig/identity.ts";
import type { Thresholds } from "../thresholds.ts";
import { isNeverValid } from "./summary.ts";
import { urgency } from "./time.ts";

/** A credential that is over or about to be. */
export interface Ending {
  /** The name of its user entry. */
  readonly user: string;
  /** Milliseconds since the epoch. */
  readonly expires: number;
  /** A certificate that ends before it begins. */
  readonly neverValid?: true;
}

/**
 * The credentials that a context uses and that have ended or end within the warning threshold, soonest first.
 * Tokens that are made to live for less than that are renewed by themselves and no news.
 */
export function endings({ users, now }: Analysis, thresholds: Thresholds): readonly Ending[] {
  const all: Ending[] = [];
  for (const facts of users.values()) {
    const { entry, expires, contexts } = facts;
    if (expires === undefined || contexts.length === 0 || isShortLived(facts, thresholds)) continue;
    const leaf = leafOf(facts.certificate);
    const from = leaf?.notAfter === expires ? leaf?.notBefore : undefined;
    if (urgency({ now, thresholds }, expires, from) !== "fine")
      all.push({ user: entry.name, expires, ...(isNeverValid(facts) && { neverValid: true as const }) });
  }
  return all.sort((a, b) => a.expires - b.expires);
}

function isShortLived({ token, fileToken, expires }: UserFacts, { warning }: Thresholds): boolean {
  const read = fileToken?.content ?? token;
  if (read?.kind !== "jwt" || read.claims.exp !== expires) return false;
  const { exp, nbf, iat = nbf } = read.claims;
  return exp !== undefined && iat !== undefined && exp - iat <= warning;
}
