import { say } from "../message.ts";
import { rule } from "./rule.ts";
import { shown } from "./words.ts";

/** client-go tools/clientcmd/validation.go, validateAuthInfo. */
export const impersonationWithoutUser = rule("impersonation-without-user", "error", function* ({ facts }) {
  for (const entry of facts.users.keys()) {
    if (entry.as?.value) continue;
    const field = entry.asUid?.value
      ? entry.asUid
      : entry.asGroups?.value.length
        ? entry.asGroups
        : entry.asUserExtra?.value.size
          ? entry.asUserExtra
          : undefined;
    if (!field) continue;
    const message = say(
      'User "{0}" impersonates a uid, groups or extra without a user. kubectl stops with "requesting uid, groups or user-extra … without impersonating a user": add as.',
      shown(entry.name),
    );
    yield { source: entry.source, span: field.key, message };
  }
});
