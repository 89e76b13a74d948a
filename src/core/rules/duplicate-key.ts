import { say } from "../message.ts";
import { rule } from "./rule.ts";
import { shown } from "./words.ts";

/** A key that stands twice in a mapping: go-yaml v2, not strict, keeps the last and says nothing. */
export const duplicateKey = rule("duplicate-key", "warning", function* ({ facts }) {
  for (const file of facts.files) {
    const source = file.source.id;
    for (const notice of file.document.notices) {
      if (notice.kind !== "duplicate-key") continue;
      const message = say(
        'The key "{0}" stands again further down in this mapping. kubectl takes the last and ignores this one: remove one of them.',
        shown(notice.key ?? ""),
      );
      const winner = notice.winner && { source, span: notice.winner, message: say("The one kubectl takes") };
      yield { source, span: notice.span, message, ...(winner && { related: [winner] }) };
    }
  }
});
