import { say } from "../message.ts";
import { rule } from "./rule.ts";
import { shown } from "./words.ts";

/**
 * Two entries of one list have the same name: client-go tools/clientcmd/api/v1/conversion.go refuses the
 * whole file, and its message dumps the list with its secrets. This one does not.
 */
export const duplicateName = rule("duplicate-name", "error", function* ({ facts }) {
  for (const file of facts.files) {
    const source = file.source.id;
    for (const { kind, span, message, first } of file.refusals) {
      if (kind !== "duplicate-name") continue;
      const draft = { source, span, message };
      if (first === undefined) yield draft;
      else {
        const text = say('The first "{0}" of the list', shown(first.name));
        yield { ...draft, related: [{ source, span: first.span, message: text }] };
      }
    }
  }
});
