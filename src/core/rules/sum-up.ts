import { worstOf } from "../finding.ts";
import { say } from "../message.ts";
import type { Finding } from "./index.ts";

/** More of one kind in one file tell nobody more. */
export const MOST_OF_A_KIND = 1_000;

/** The findings with all beyond the first thousand of a kind in a file put into one, at the place of the first of those. */
export function summedUp(findings: readonly Finding[]): readonly Finding[] {
  if (findings.length <= MOST_OF_A_KIND) return findings;
  const seen = new Map<string, number>();
  const beyond = new Map<string, Finding[]>();
  const kept: Finding[] = [];
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
    const { code, source, span } = first;
    kept.push({ code, source, span, severity: worstOf(rest) ?? first.severity, message: more(rest.length) });
  }
  return kept;
}

function more(count: number) {
  return say("There are {0} more of the same in this file, which are not listed one by one.", count);
}
