import { say } from "../message.ts";
import { placeOf } from "./place.ts";
import { rule } from "./rule.ts";
import { fileName } from "./shadowed-entry.ts";
import { shown } from "./words.ts";

/** A current-context that loses to the first that is not empty: client-go tools/clientcmd/loader.go, Load. */
export const shadowedCurrentContext = rule("shadowed-current-context", "information", function* ({ facts }) {
  const winner = facts.effective.currentContext;
  if (!winner) return;
  for (const file of facts.files) {
    const field = file.currentContext;
    if (!field || field.value === "" || field.value === winner.name || file.source.id === winner.source)
      continue;
    yield {
      ...placeOf({ source: file.source.id }, field),
      message: say(
        'kubectl ignores this current-context: {0}, an earlier file of KUBECONFIG, sets it to "{1}". Remove it here, or change it there.',
        fileName(facts, winner.source),
        shown(winner.name),
      ),
      related: [{ ...placeOf(winner, winner.field), message: say("The current-context kubectl uses") }],
      tag: "unnecessary",
    };
  }
});
