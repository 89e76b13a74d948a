import { bySeverity, type Draft, type Severity, worstOf } from "../finding.ts";
import { type Message, say } from "../message.ts";

type Found = Draft & { readonly code: string; readonly severity: Severity };

/** More of one kind in one file tell nobody more. */
export const MOST_OF_A_KIND = 1_000;

/**
 * The findings with all beyond the first thousand of a kind in a file put into one, at the place of the first of those. Findings
 * that were summed up already may be among them.
 */
export function summedUp<F extends Found>(findings: readonly F[]): readonly F[] {
  if (findings.length <= MOST_OF_A_KIND) return findings;
  const shown = new Map<string, number>();
  const beyond = new Map<string, F[]>();
  const kept: F[] = [];
  for (const finding of findings) {
    const kind = `${finding.code} ${finding.source}`;
    const count = shown.get(kind) ?? 0;
    if (count < MOST_OF_A_KIND && standsForMore(finding) === undefined) {
      shown.set(kind, count + 1);
      kept.push(finding);
    } else {
      const rest = beyond.get(kind);
      if (rest === undefined) beyond.set(kind, [finding]);
      else rest.push(finding);
    }
  }
  for (const rest of beyond.values()) kept.push(...inOne(rest, ofTheSame));
  return kept;
}

/** So many at most: the worst of them, and all others in one. */
export function atMost<F extends Found>(findings: readonly F[], most: number): readonly F[] {
  if (findings.length <= most) return findings;
  const sorted = findings.toSorted(bySeverity);
  return [...sorted.slice(0, most - 1), ...inOne(sorted.slice(most - 1), ofAnyKind)];
}

function ofTheSame(count: number): Message {
  return say("There are {0} more of the same in this file, which are not listed one by one.", count);
}

function ofAnyKind(count: number): Message {
  return say("There are {0} more findings in this file, which are not listed one by one.", count);
}

function inOne<F extends Found>(rest: readonly F[], more: (count: number) => Message): readonly F[] {
  const [first] = rest;
  if (first === undefined) return [];
  const count = rest.reduce((sum, each) => sum + (standsForMore(each) ?? 1), 0);
  const severity = worstOf(rest) ?? first.severity;
  return [{ ...first, severity, message: more(count), related: [], data: { more: count } }];
}

/** How many a finding is the sum of; undefined where it is one by itself. */
function standsForMore({ data }: Found): number | undefined {
  const count = data?.["more"];
  return typeof count === "number" ? count : undefined;
}
