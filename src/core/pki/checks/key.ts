import { say } from "../../message.ts";
import { keyMatches } from "../../x509/key-pair.ts";
import type { PkiProblem } from "../model.ts";
import type { Subject } from "../subjects.ts";
import { problem } from "./check.ts";

/** A certificate whose key is not beside it, is another's, or cannot be used: crypto/tls X509KeyPair. */
export function* key(subject: Subject): Iterable<PkiProblem> {
  if (subject.key === undefined) {
    if (subject.role === undefined || subject.role.ca || subject.keyUnread) return;
    yield problem(
      subject,
      "pki-key-missing",
      "error",
      say("There is no private key beside this certificate. The component that uses it does not start."),
    );
    return;
  }
  const { path, info } = subject.key;
  if (!info.ok) {
    const message = say("The private key in {0} cannot be used.", path);
    yield problem(subject, "pki-key-unusable", "error", message, path);
    return;
  }
  if (info.value.encrypted !== undefined && subject.role !== undefined) {
    const message = say(
      "The private key in {0} is encrypted, and no component of Kubernetes asks for its password: decrypt it with openssl pkey.",
      path,
    );
    yield problem(subject, "pki-key-unusable", "error", message, path);
    return;
  }
  const match = keyMatches(subject.certificate, info.value);
  if (match !== "mismatch" && match !== "type-mismatch") return;
  const message = say(
    "The private key in {0} belongs to another certificate. Nothing can use the two together.",
    path,
  );
  yield problem(subject, "pki-key-mismatch", "error", message, path);
}
