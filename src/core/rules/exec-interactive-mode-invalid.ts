import { say } from "../message.ts";
import { placeOf } from "./place.ts";
import { rule } from "./rule.ts";
import { shown } from "./words.ts";

const MODES = new Set(["", "Never", "IfAvailable", "Always"]);

/** Upper and lower case count: client-go tools/clientcmd/validation.go, validateAuthInfo. */
export const execInteractiveModeInvalid = rule(
  "exec-interactive-mode-invalid",
  "error",
  function* ({ facts }) {
    for (const entry of facts.users.keys()) {
      const exec = entry.exec;
      if (!exec) continue;
      const mode = exec.value.interactiveMode;
      if (!mode || MODES.has(mode.value)) continue;
      const meant = [...MODES].find(each => each.toLowerCase() === mode.value.toLowerCase());
      const message = say(
        'The interactiveMode "{1}" of user "{0}" is not one of Never, IfAvailable and Always, spelt just so. kubectl stops with "invalid interactiveMode": write one of them.',
        shown(entry.name),
        shown(mode.value),
      );
      yield { ...placeOf(entry, mode), message, ...(meant && { data: { suggestion: meant } }) };
    }
  },
);
