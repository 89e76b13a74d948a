import { type Message, say } from "../../message.ts";
import { neverValid } from "../../x509/validity.ts";
import { othersTrustedUntil } from "./bundle.ts";
import { aboutFile, certificateRule, day } from "./rule.ts";

/** A certificate file that has expired. The rules on kubeconfigs say it of theirs. */
export const pkiExpired = certificateRule("pki-expired", "error", function* ({ subject, timing }) {
  const { notAfter } = subject.certificate;
  if (subject.kubeadm || neverValid(subject.certificate) || notAfter === undefined || notAfter >= timing.now)
    return;
  const until = othersTrustedUntil(subject, timing.now);
  if (until !== undefined) {
    if (subject.role !== undefined)
      yield { ...aboutFile(subject.path, oldInBundle(notAfter, until)), severity: "warning" };
    return;
  }
  yield aboutFile(
    subject.path,
    say("This certificate expired on {0}. Renew it, and restart what uses it.", day(notAfter)),
  );
});

function oldInBundle(notAfter: number, until: number): Message {
  return say(
    "The first CA in this file expired on {0}. Another in it is valid until {1}, so trust holds; but whoever signs takes the first. Take it out.",
    day(notAfter),
    day(until),
  );
}
