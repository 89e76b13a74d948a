import { say } from "../message.ts";
import { unreferenced } from "./references.ts";
import { rule } from "./rule.ts";
import { shown } from "./words.ts";

/** A user that no context names: kubectl uses it only when --user names it. */
export const unreferencedUser = rule("unreferenced-user", "hint", ({ facts }) =>
  unreferenced(facts, "user", facts.users.keys(), name =>
    say(
      'No context uses user "{0}". kubectl uses it only when --user names it: remove it, or add a context for it.',
      shown(name),
    ),
  ),
);
