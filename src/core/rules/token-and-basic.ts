import { say } from "../message.ts";
import { rule } from "./rule.ts";
import { shown } from "./words.ts";

/** client-go tools/clientcmd/validation.go, validateAuthInfo: one of the two only. */
export const tokenAndBasic = rule("token-and-basic", "error", function* ({ facts }) {
  for (const entry of facts.users.keys()) {
    const basic = entry.username?.value ? entry.username : entry.password?.value ? entry.password : undefined;
    if (!entry.token?.value || !basic) continue;
    const message = say(
      'User "{0}" has both a token and a username or password. kubectl stops with "more than one authentication method found": remove username and password.',
      shown(entry.name),
    );
    const related = [{ source: entry.source, span: entry.token.key, message: say("The token") }];
    yield { source: entry.source, span: basic.key, message, related };
  }
});
