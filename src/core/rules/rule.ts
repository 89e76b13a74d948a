import type { Draft, Severity } from "../finding.ts";
import type { Facts } from "../kubeconfig/facts-model.ts";
import type { Thresholds } from "../thresholds.ts";

export interface RuleInput {
  readonly facts: Facts;
  readonly thresholds: Thresholds;
}

/** One thing that can be wrong. The code is stable and has a section of its own in `docs/rules.md`. */
export interface Rule<Code extends string = string> {
  readonly code: Code;
  readonly severity: Severity;
  check(input: RuleInput): Iterable<Draft>;
}

/** Keeps the code's literal type, so that `FindingCode` is the closed union of the listed rules. */
export function rule<const Code extends string>(
  code: Code,
  severity: Severity,
  check: (input: RuleInput) => Iterable<Draft>,
): Rule<Code> {
  return { code, severity, check };
}
