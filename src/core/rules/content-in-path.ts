import { v1 } from "../kubeconfig/schema/fields.ts";
import { misplacedContent } from "../kubeconfig/secrecy.ts";
import { render, say } from "../message.ts";
import { type FailedMaterial, failures, fieldName } from "./materials.ts";
import { placeOf } from "./place.ts";
import { rule } from "./rule.ts";
import { shown } from "./words.ts";

/**
 * A token, PEM or base64 where client-go opens a file of that name (tools/clientcmd/validation.go). The value is never
 * repeated: it is most likely a secret.
 */
export const contentInPath = rule("content-in-path", "error", function* ({ facts }) {
  for (const failed of failures(facts, ["not-a-path"])) {
    const { entry, kind, material, failure } = failed;
    const field = fieldName(kind, material);
    const to = keyFor(failed, field);
    const message = say(
      'The {0} of {1} "{2}" holds {3}, where the path of a file belongs. kubectl looks for a file of that name: {4}.',
      field,
      entry.kind,
      shown(entry.name),
      render(failure.message),
      to === undefined ? render(say("name a file here")) : render(say("move the value to {0}", to)),
    );
    yield { ...placeOf(entry, material.field), message, data: { field, ...(to !== undefined && { to }) } };
  }
});

/** The key that the value belongs under; undefined where nobody can tell. */
function keyFor({ entry, material }: FailedMaterial, field: string): string | undefined {
  const kind = misplacedContent(material.field.value)?.kind;
  if (field === "tokenFile") return kind === "jwt" || kind === "base64" ? "token" : undefined;
  return kind === "pem" || kind === "pem-in-base64" ? v1.field(entry.kind, field)?.data : undefined;
}
