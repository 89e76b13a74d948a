import { say } from "../../message.ts";
import { neverValid } from "../../x509/validity.ts";
import { aboutFile, certificateRule, day } from "./rule.ts";

/** A certificate file that has expired. The rules on kubeconfigs say it of theirs. */
export const pkiExpired = certificateRule("pki-expired", "error", function* ({ subject, timing }) {
  const { notAfter } = subject.certificate;
  if (subject.kubeadm || neverValid(subject.certificate) || notAfter === undefined || notAfter >= timing.now)
    return;
  yield aboutFile(
    subject.path,
    say("This certificate expired on {0}. Renew it, and restart what uses it.", day(notAfter)),
  );
});
