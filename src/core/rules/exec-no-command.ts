import { say } from "../message.ts";
import { placeOf } from "./place.ts";
import { rule } from "./rule.ts";
import { shown } from "./words.ts";

/** client-go tools/clientcmd/validation.go, validateAuthInfo. */
export const execNoCommand = rule("exec-no-command", "error", function* ({ facts }) {
  for (const entry of facts.users.keys()) {
    const exec = entry.exec;
    if (!exec) continue;
    const { command } = exec.value;
    if (command && command.value !== "") continue;
    const message = say(
      'The exec section of user "{0}" has no command. kubectl stops with "command must be specified": add the program to run, as kubelogin.',
      shown(entry.name),
    );
    yield { ...placeOf(entry, command ?? { ...exec, span: exec.key }), message };
  }
});
