import { say } from "../message.ts";
import { nameOf } from "./place.ts";
import { usersOverHttps } from "./reach.ts";
import { rule } from "./rule.ts";
import { shown } from "./words.ts";

/** Nothing to identify the user with, and an https server: kubectl prompts (client-go tools/clientcmd/auth_loaders.go). */
export const noCredential = rule("no-credential", "warning", function* ({ facts }) {
  const used = usersOverHttps(facts);
  for (const [entry, { methods, certificate, key }] of facts.users) {
    if (methods.length > 0 || certificate || key || !used.has(entry)) continue;
    const message = say(
      'User "{0}" has no credential, so kubectl asks for a username and password: add a client certificate with its key, a token or an exec section.',
      shown(entry.name),
    );
    yield { ...nameOf(entry), message };
  }
});
