import { say } from "../message.ts";
import { placeOf } from "./place.ts";
import { rule } from "./rule.ts";
import { shown } from "./words.ts";

/** Only v1beta1 and v1alpha1 get a default: client-go tools/clientcmd/api/v1/defaults.go. */
export const execInteractiveModeMissing = rule(
  "exec-interactive-mode-missing",
  "error",
  function* ({ facts }) {
    for (const entry of facts.users.keys()) {
      const exec = entry.exec;
      if (!exec) continue;
      const { apiVersion, interactiveMode } = exec.value;
      if (apiVersion?.value !== "client.authentication.k8s.io/v1") continue;
      if (interactiveMode && interactiveMode.value !== "") continue;
      const message = say(
        'The exec section of user "{0}" has no interactiveMode, which client.authentication.k8s.io/v1 requires. kubectl stops with "interactiveMode must be specified": add Never, IfAvailable or Always.',
        shown(entry.name),
      );
      yield { ...placeOf(entry, interactiveMode ?? apiVersion), message };
    }
  },
);
