import { say } from "../message.ts";
import { rule } from "./rule.ts";
import { suggester } from "./spelling.ts";
import { shown } from "./words.ts";

/** `current-context` names no context: client-go tools/clientcmd/client_config.go, ConfirmUsable. */
export const currentContextMissing = rule("current-context-missing", "error", function* ({ facts }) {
  const current = facts.effective.currentContext;
  if (!current || current.name === "" || facts.effective.contexts.has(current.name)) return;
  const place = { source: current.source, span: current.field.span };
  const name = shown(current.name);
  const suggestion = suggester(facts.effective.contexts.keys())(current.name);
  if (suggestion === undefined) {
    const message = say(
      'current-context names "{0}", and there is no such context. kubectl stops with "context was not found for specified context": name one that exists, or run kubectl with --context.',
      name,
    );
    yield { ...place, message };
    return;
  }
  const message = say(
    'current-context names "{0}", and there is no such context. kubectl stops with "context was not found for specified context". Did you mean "{1}"?',
    name,
    shown(suggestion),
  );
  yield { ...place, message, data: { suggestion } };
});
