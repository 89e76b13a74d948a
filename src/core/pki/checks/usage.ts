import { render, say } from "../../message.ts";
import type { PkiProblem } from "../model.ts";
import type { Subject } from "../subjects.ts";
import { problem } from "./check.ts";

/**
 * A CA that may not sign, or a certificate without the extended usage that the other side demands. One without
 * the extension may be used for everything: crypto/x509 Verify.
 */
export function* usage(subject: Subject): Iterable<PkiProblem> {
  const { role, certificate } = subject;
  if (role === undefined) return;
  if (role.ca && certificate.basicConstraints?.ca !== true) {
    const message = say(
      "This is used as a CA, and it is not marked as one. No certificate that it signed is accepted.",
    );
    yield problem(subject, "pki-ca-not-a-ca", "error", message);
  }
  const has = certificate.extKeyUsage;
  if (has === undefined || has.includes("any")) return;
  const lacks = role.usages.filter(each => !has.includes(each));
  if (lacks.length === 0) return;
  const message = say(
    "As {0}, this needs the extended key usage {1}, and it is not among its usages. Issue it again.",
    render(role.label),
    lacks.join(", "),
  );
  yield problem(subject, "pki-wrong-usage", "error", message);
}
