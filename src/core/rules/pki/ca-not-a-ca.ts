import { say } from "../../message.ts";
import { aboutFile, certificateRule } from "./rule.ts";

/** A CA that may not sign: crypto/x509 Verify. */
export const pkiCaNotACa = certificateRule("pki-ca-not-a-ca", "error", function* ({ subject }) {
  const { role, certificate } = subject;
  if (role?.ca !== true || certificate.basicConstraints?.ca === true) return;
  yield aboutFile(
    subject.path,
    say("This is used as a CA but is not marked as one. No certificate that it signed is accepted."),
  );
});
