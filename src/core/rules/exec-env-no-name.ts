import { say } from "../message.ts";
import { rule } from "./rule.ts";
import { shown } from "./words.ts";

/** client-go tools/clientcmd/validation.go, validateAuthInfo. */
export const execEnvNoName = rule("exec-env-no-name", "error", function* ({ facts }) {
  for (const entry of facts.users.keys()) {
    const exec = entry.exec;
    if (!exec) continue;
    for (const variable of exec.value.env) {
      if (variable.name !== "") continue;
      const message = say(
        'The exec section of user "{0}" sets an environment variable without a name. kubectl stops with "env variable name must be specified": name it or remove it.',
        shown(entry.name),
      );
      yield { source: entry.source, span: variable.span, message };
    }
  }
});
