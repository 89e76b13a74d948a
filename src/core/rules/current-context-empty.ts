import type { KubeconfigFile } from "../kubeconfig/model.ts";
import { say } from "../message.ts";
import type { Span } from "../text.ts";
import { rule } from "./rule.ts";

/** There are contexts and none is the current one: kubectl falls back to its default, localhost:8080. */
export const currentContextEmpty = rule("current-context-empty", "hint", function* ({ facts }) {
  const current = facts.effective.currentContext;
  if ((current && current.name !== "") || !facts.effective.loads) return;
  const file =
    facts.files.find(each => each.currentContext && each.contexts.length > 0) ??
    facts.files.find(each => each.contexts.length > 0);
  const span = file && place(file);
  if (!span) return;
  yield {
    source: file.source.id,
    span,
    message: say(
      "No context is the current one, so kubectl without --context goes to localhost:8080: set current-context to the one to use.",
    ),
  };
});

function place(file: KubeconfigFile): Span | undefined {
  const field = file.currentContext;
  if (!field) return file.contexts[0]?.nameSpan;
  return field.span.start < field.span.end ? field.span : field.key;
}
