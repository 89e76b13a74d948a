import type { Message } from "./message.ts";
import type { Span } from "./text.ts";

export type Severity = "error" | "warning" | "information" | "hint";

const SEVERITIES: readonly Severity[] = ["error", "warning", "information", "hint"];

interface Severe {
  readonly severity: Severity;
}

/** Sorts the worst first. */
export function bySeverity(a: Severe, b: Severe): number {
  return SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity);
}

/** The worst of several; undefined of none. */
export function worstOf(all: readonly Severe[]): Severity | undefined {
  return SEVERITIES.find(severity => all.some(each => each.severity === severity));
}

/** A place in one of the files of an analysis. */
export interface Location {
  /** The `id` of the source the span belongs to. */
  readonly source: string;
  readonly span: Span;
}

/** What a rule yields: a finding that does not know its code yet. */
export interface Draft extends Location {
  /** Left out: the rule's own. */
  readonly severity?: Severity;
  readonly message: Message;
  readonly related?: readonly RelatedLocation[];
  /** What a fix needs to know; never a secret. */
  readonly data?: Readonly<Record<string, string | number | boolean>>;
  readonly tag?: "unnecessary" | "deprecated";
}

export interface RelatedLocation extends Location {
  readonly message: Message;
}
