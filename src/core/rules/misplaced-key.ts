import { say } from "../message.ts";
import { rule } from "./rule.ts";
import { belonging, unknownFields } from "./unknown-keys.ts";
import { shown } from "./words.ts";

/** A key in the wrong mapping, as `token` beside `name` or `namespace` under `user`: kubectl ignores it without a word. */
export const misplacedKey = rule("misplaced-key", "warning", function* ({ facts }) {
  for (const file of facts.files) {
    for (const unknown of unknownFields(file)) {
      const meant = belonging(unknown);
      if (meant?.under === undefined) continue;
      const name = shown(unknown.name);
      const message =
        meant.key === unknown.name
          ? say(
              'The key "{0}" belongs under "{1}". Here kubectl ignores it without a word: move it there, or check the indentation.',
              name,
              meant.under,
            )
          : say(
              'kubectl has no key "{0}" and ignores it without a word. Did you mean "{1}", under "{2}"?',
              name,
              meant.key,
              meant.under,
            );
      yield { source: file.source.id, span: unknown.key, message, data: { under: meant.under } };
    }
  }
});
