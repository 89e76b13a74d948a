import { type Draft, type Severity, worstOf } from "../finding.ts";
import { type Message, say } from "../message.ts";

type Found = Draft & { readonly code: string; readonly severity: Severity };

/** More of one kind in one file tell nobody more. */
export const MOST_OF_A_KIND = 1_000;

/** The findings with all beyond the first thousand of a kind in a file put into one, at the place of the first of those. */
export function summedUp<F extends Found>(findings: readonly F[]): readonly F[] {
  if (findings.length <= MOST_OF_A_KIND) return findings;
  const seen = new Map<string, number>();
  const beyond = new Map<string, F[]>();
  const kept: F[] = [];
  for (const finding of findings) {
    const kind = `${finding.code} ${finding.source}`;
    const count = (seen.get(kind) ?? 0) + 1;
    seen.set(kind, count);
    if (count <= MOST_OF_A_KIND) kept.push(finding);
    else if (count === MOST_OF_A_KIND + 1) beyond.set(kind, [finding]);
    else beyond.get(kind)?.push(finding);
  }
  for (const rest of beyond.values()) {
    const [first] = rest;
    if (first === undefined) continue;
    const severity = worstOf(rest) ?? first.severity;
    kept.push({ ...first, severity, message: more(rest.length), related: [], data: {} });
  }
  return kept;
}

function more(count: number): Message {
  return say("There are {0} more of the same in this file, which are not listed one by one.", count);
}
