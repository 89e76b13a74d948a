import { say } from "../../message.ts";
import { aboutFile, certificateRule } from "./rule.ts";

/** A serving certificate of the API server without the names that every cluster dials it by. */
export const serviceNameMissing = certificateRule("pki-san-missing", "warning", function* ({ subject }) {
  const wanted = subject.role?.names;
  if (wanted === undefined) return;
  const has = new Set(
    subject.certificate.subjectAltNames.flatMap(name =>
      name.type === "dns" ? [name.value.toLowerCase()] : [],
    ),
  );
  const lacks = wanted.filter(name => !has.has(name));
  if (lacks.length === 0) return;
  const message = say(
    "This certificate of the API server does not name {0} (subject alternative names). Clients in the cluster that dial it so refuse it.",
    lacks.join(", "),
  );
  yield aboutFile(subject.path, message);
});
