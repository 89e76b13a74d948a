import { say } from "../../message.ts";
import { aboutFile, certificateRule } from "./rule.ts";

/** A certificate of a known layout without its key. */
export const pkiKeyMissing = certificateRule("pki-key-missing", "error", function* ({ subject }) {
  const { key, role, keyUnread } = subject;
  if (key !== undefined || role === undefined || role.ca || keyUnread) return;
  yield aboutFile(
    subject.path,
    say("There is no private key beside this certificate. The component that uses it does not start."),
  );
});
