import { say } from "../../message.ts";
import { neverValid } from "../../x509/validity.ts";
import { aboutFile, certificateRule, day } from "./rule.ts";

/** A certificate file whose time has not come yet. */
export const pkiNotYetValid = certificateRule("pki-not-yet-valid", "error", function* ({ subject, timing }) {
  const { notBefore, notAfter } = subject.certificate;
  if (subject.kubeadm || neverValid(subject.certificate) || notBefore === undefined || notAfter === undefined)
    return;
  if (notBefore <= timing.now || notAfter < timing.now) return;
  yield aboutFile(
    subject.path,
    say(
      "This certificate is not valid before {0}. Check the clock of the machine that issued it.",
      day(notBefore),
    ),
  );
});
