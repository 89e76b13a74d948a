import { say } from "../message.ts";
import { rule } from "./rule.ts";
import { belongsUnder, likelyKey, unknownFields } from "./unknown-keys.ts";
import { shown } from "./words.ts";

/**
 * A key that v1 does not have and that looks like one it has: kubectl ignores unknown keys without a word
 * (sigs.k8s.io/json: case-sensitive, not strict). Keys like nothing known are somebody's own and pass.
 */
export const misspeltKey = rule("misspelt-key", "warning", function* ({ facts }) {
  for (const file of facts.files) {
    for (const unknown of unknownFields(file)) {
      const suggestion = belongsUnder(unknown) === undefined ? likelyKey(unknown) : undefined;
      if (suggestion === undefined) continue;
      const message = say(
        'kubectl has no key "{0}" here and ignores it without a word. Did you mean "{1}"?',
        shown(unknown.name),
        suggestion,
      );
      yield { source: file.source.id, span: unknown.key, message, data: { suggestion } };
    }
  }
});
