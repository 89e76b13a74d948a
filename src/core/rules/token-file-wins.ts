import { say } from "../message.ts";
import { placeOf } from "./place.ts";
import { rule } from "./rule.ts";
import { shown } from "./words.ts";

/** The content of tokenFile is sent; the inline token stands in when the file cannot be read: client-go transport/token_source.go. */
export const tokenFileWins = rule("token-file-wins", "warning", function* ({ facts }) {
  for (const entry of facts.users.keys()) {
    if (!entry.token?.value || !entry.tokenFile?.value) continue;
    const message = say(
      'User "{0}" has token and tokenFile. kubectl sends what the file holds, and this token only while the file cannot be read: remove one of them.',
      shown(entry.name),
    );
    const related = [{ ...placeOf(entry, entry.tokenFile), message: say("The file that wins") }];
    yield { source: entry.source, span: entry.token.key, message, related };
  }
});
