import type { Entry, KubeconfigFile } from "../kubeconfig/model.ts";
import { say } from "../message.ts";
import type { Span } from "../text.ts";
import { refusals } from "./refusals.ts";
import { rule } from "./rule.ts";
import { shown } from "./words.ts";

/**
 * Two entries of one list have the same name: client-go tools/clientcmd/api/v1/conversion.go refuses the
 * whole file, and its message dumps the list with its secrets. This one does not.
 */
export const duplicateName = rule("duplicate-name", "error", function* ({ facts }) {
  for (const file of facts.files) {
    if (!file.refusals.some(refusal => refusal.kind === "duplicate-name")) continue;
    const twins = new Map(twinsOf(file));
    for (const draft of refusals({ ...facts, files: [file] }, "duplicate-name")) {
      const first = twins.get(draft.span.start);
      if (!first) yield draft;
      else {
        const message = say('The first "{0}" of the list', shown(first.name));
        yield { ...draft, related: [{ source: first.source, span: first.span, message }] };
      }
    }
  }
});

/** For every entry whose name was there before: where it, or its name, begins, and the first of that name. */
function* twinsOf(file: KubeconfigFile): Iterable<[number, { source: string; span: Span; name: string }]> {
  for (const list of [file.clusters, file.users, file.contexts] as readonly (readonly Entry[])[]) {
    const seen = new Map<string, Entry>();
    for (const entry of list) {
      const first = seen.get(entry.name);
      if (!first) {
        seen.set(entry.name, entry);
        continue;
      }
      const twin = { source: file.source.id, span: first.nameSpan, name: first.name };
      yield [entry.span.start, twin];
      yield [entry.nameSpan.start, twin];
    }
  }
}
