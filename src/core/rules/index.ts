import type { Finding } from "../finding.ts";
import type { Rule, RuleInput } from "./rule.ts";
import { yamlRefused } from "./yaml-refused.ts";

/** Every rule. Adding one is its file, its line here and its section in `docs/rules.md`. */
export const rules = [yamlRefused] as const;

export type FindingCode = (typeof rules)[number]["code"];

/** Runs every rule. Sorted by source and place. */
export function check(input: RuleInput): readonly Finding[] {
  const findings: Finding[] = [];
  for (const each of rules) collect(each, input, findings);
  return findings.sort((a, b) =>
    a.source < b.source ? -1 : a.source > b.source ? 1 : a.span.start - b.span.start,
  );
}

function collect(each: Rule<FindingCode>, input: RuleInput, into: Finding[]): void {
  for (const draft of each.check(input)) {
    into.push({ ...draft, code: each.code, severity: draft.severity ?? each.severity });
  }
}
