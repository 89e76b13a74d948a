import { say } from "../message.ts";
import { rule } from "./rule.ts";
import { shown } from "./words.ts";

/** client-go tools/clientcmd/validation.go, validateAuthInfo. */
export const execWithAuthProvider = rule("exec-with-auth-provider", "error", function* ({ facts }) {
  for (const entry of facts.users.keys()) {
    const exec = entry.exec;
    if (!exec) continue;
    const provider = entry.authProvider;
    if (!provider) continue;
    const message = say(
      'User "{0}" has both an auth-provider and an exec section. kubectl stops with "authProvider cannot be provided in combination with an exec plugin": remove the auth-provider.',
      shown(entry.name),
    );
    const related = [{ source: entry.source, span: exec.key, message: say("The exec section") }];
    yield { source: entry.source, span: provider.key, message, related };
  }
});
