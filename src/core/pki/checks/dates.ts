import { say } from "../../message.ts";
import type { PkiProblem } from "../model.ts";
import type { Subject } from "../subjects.ts";
import { type PkiTiming, problem } from "./check.ts";

/** A certificate file that has expired, soon will, or is not valid yet. The rules say it of kubeconfigs. */
export function* dates(subject: Subject, { now, warning }: PkiTiming): Iterable<PkiProblem> {
  const { notBefore, notAfter } = subject.certificate;
  if (subject.kubeadm || notAfter === undefined) return;
  if (notAfter < now) {
    const message = say(
      "This certificate expired on {0}. Renew it, and start again what uses it.",
      day(notAfter),
    );
    yield problem(subject, "pki-expired", "error", message);
  } else if (notBefore !== undefined && notBefore > now) {
    const message = say(
      "This certificate is not valid before {0}. Check the clock of who made it.",
      day(notBefore),
    );
    yield problem(subject, "pki-not-yet-valid", "error", message);
  } else if (notAfter - now <= warning) {
    yield problem(
      subject,
      "pki-expiring",
      "warning",
      say("This certificate expires on {0}: renew it.", day(notAfter)),
    );
  }
}

/** `2026-11-22`, in UTC. @param ms milliseconds since the epoch */
function day(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
