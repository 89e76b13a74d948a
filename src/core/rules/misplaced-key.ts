import { say } from "../message.ts";
import { rule } from "./rule.ts";
import { belongsUnder, unknownFields } from "./unknown-keys.ts";
import { shown } from "./words.ts";

/** A key one level too high, as `token` beside `name`: kubectl ignores it without a word. */
export const misplacedKey = rule("misplaced-key", "warning", function* ({ facts }) {
  for (const file of facts.files) {
    for (const unknown of unknownFields(file)) {
      const under = belongsUnder(unknown);
      if (under === undefined) continue;
      const message = say(
        'The key "{0}" belongs under "{1}". Here kubectl ignores it without a word: move it there, or check the indentation.',
        shown(unknown.name),
        under,
      );
      yield { source: file.source.id, span: unknown.key, message, data: { under } };
    }
  }
});
