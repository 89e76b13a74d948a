import { render, say } from "../../message.ts";
import { aboutFile, certificateRule } from "./rule.ts";

/**
 * A certificate without the extended usage that the other side demands. One without the extension may be used for
 * everything: crypto/x509 Verify.
 */
export const pkiWrongUsage = certificateRule("pki-wrong-usage", "error", function* ({ subject }) {
  const { role, certificate } = subject;
  const has = certificate.extKeyUsage;
  if (role === undefined || has === undefined || has.includes("any")) return;
  const lacks = role.usages.filter(each => !has.includes(each));
  if (lacks.length === 0) return;
  const message = say(
    "As {0}, this needs the extended key usage {1}, which it lacks. Issue it again.",
    render(role.label),
    lacks.join(", "),
  );
  yield aboutFile(subject.path, message);
});
