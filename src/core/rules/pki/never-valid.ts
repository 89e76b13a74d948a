import { say } from "../../message.ts";
import { neverValid } from "../../x509/validity.ts";
import { dayBeside } from "../words.ts";
import { aboutFile, certificateRule } from "./rule.ts";

/** A certificate file whose period ends before it begins. The rules on kubeconfigs say it of theirs. */
export const pkiNeverValid = certificateRule("pki-never-valid", "error", function* ({ subject }) {
  const { notBefore = 0, notAfter = 0 } = subject.certificate;
  if (subject.kubeadm || !neverValid(subject.certificate)) return;
  yield aboutFile(
    subject.path,
    say(
      "This certificate ends on {0}, before it begins on {1}: it is never valid. Have it issued again.",
      dayBeside(notAfter, notBefore),
      dayBeside(notBefore, notAfter),
    ),
  );
});
