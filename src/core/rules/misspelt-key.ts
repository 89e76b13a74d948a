import { say } from "../message.ts";
import { rule } from "./rule.ts";
import { belonging, unknownFields } from "./unknown-keys.ts";
import { shown } from "./words.ts";

/**
 * A key that v1 does not have and that means one it has: misspelt, or what other tools call it. kubectl ignores unknown keys
 * without a word (sigs.k8s.io/json: case-sensitive, not strict).
 */
export const misspeltKey = rule("misspelt-key", "warning", function* ({ facts }) {
  for (const file of facts.files) {
    for (const unknown of unknownFields(file)) {
      const meant = belonging(unknown);
      if (meant === undefined || meant.under !== undefined) continue;
      const message = IMPERSONATION.has(meant.key)
        ? say(
            'kubectl has no key "{0}" here and ignores it without a word, so requests are made in the name of the credential itself. Did you mean "{1}"?',
            shown(unknown.name),
            meant.key,
          )
        : say(
            'kubectl has no key "{0}" here and ignores it without a word. Did you mean "{1}"?',
            shown(unknown.name),
            meant.key,
          );
      yield { source: file.source.id, span: unknown.key, message, data: { suggestion: meant.key } };
    }
  }
});

/** Without them a person has more rights than the file seems to say. */
const IMPERSONATION: ReadonlySet<string> = new Set(["as", "as-uid", "as-groups", "as-user-extra"]);
