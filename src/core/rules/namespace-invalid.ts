import { say } from "../message.ts";
import { placeOf } from "./place.ts";
import { rule } from "./rule.ts";
import { shown } from "./words.ts";

const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;

/** Not a DNS-1123 label: clientcmd.ConfirmUsable refuses it (validation.go, validateContext), kubectl itself does not. */
export const namespaceInvalid = rule("namespace-invalid", "warning", function* ({ facts }) {
  for (const { entry } of facts.contexts) {
    const field = entry.namespace;
    if (!field?.value || (field.value.length <= 63 && LABEL.test(field.value))) continue;
    const message = say(
      'The namespace "{0}" of context "{1}" cannot exist: names have lower-case letters, digits and "-", at most 63. kubectl accepts the file and finds nothing there; other clients refuse it.',
      shown(field.value),
      shown(entry.name),
    );
    yield { ...placeOf(entry, field), message };
  }
});
