import type { Breathe } from "../../steps.ts";
import type { PkiProblem, PkiProblemCode } from "../model.ts";
import type { Subject } from "../subjects.ts";

/** What "soon" means, and from when. Milliseconds. */
export interface PkiTiming {
  /** Since the epoch. */
  readonly now: number;
  /** How long before its end a certificate is worth a warning. */
  readonly warning: number;
  /** Awaited between two certificates, so that others of the host have their turn. */
  readonly breathe?: Breathe;
}

/** One thing that can be wrong with a certificate of a PKI. Knows nothing of the others. */
export type PkiCheck = (
  subject: Subject,
  timing: PkiTiming,
) => Iterable<PkiProblem> | AsyncIterable<PkiProblem>;

/** A problem of a subject. */
export function problem(
  subject: Subject,
  code: PkiProblemCode,
  severity: PkiProblem["severity"],
  message: PkiProblem["message"],
  related?: string,
): PkiProblem {
  return { code, severity, message, path: subject.path, ...(related === undefined ? {} : { related }) };
}
