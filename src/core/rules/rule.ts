import type { Draft, Severity } from "../finding.ts";
import type { Facts } from "../kubeconfig/facts-model.ts";
import type { Thresholds } from "../thresholds.ts";

export interface RuleInput {
  readonly facts: Facts;
  readonly thresholds: Thresholds;
}

/** One thing that can be wrong. The code is stable and has a section of its own in `docs/rules.md`. */
export interface Rule<Code extends string = string, Input = RuleInput, Drafts = Iterable<Draft>> {
  readonly code: Code;
  readonly severity: Severity;
  check(input: Input): Drafts;
}

/** Makes rules on some input. They keep their codes' literal types, so that `FindingCode` is the closed union. */
export function ruleOn<Input, Drafts = Iterable<Draft>>() {
  return <const Code extends string>(
    code: Code,
    severity: Severity,
    check: (input: Input) => Drafts,
  ): Rule<Code, Input, Drafts> => ({ code, severity, check });
}

/** A rule on kubeconfigs. */
export const rule = ruleOn<RuleInput>();

/** A rule's draft with its code, and its severity where the draft has none of its own. */
export function findingOf<Code extends string>(
  { code, severity }: { readonly code: Code; readonly severity: Severity },
  draft: Draft,
): Draft & { readonly code: Code; readonly severity: Severity } {
  return { ...draft, code, severity: draft.severity ?? severity };
}
