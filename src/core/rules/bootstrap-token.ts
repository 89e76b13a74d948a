import { say } from "../message.ts";
import { rule } from "./rule.ts";
import { tokensOf } from "./tokens.ts";
import { shown } from "./words.ts";

/** A bootstrap token (k8s.io/cluster-bootstrap/token/api): only its first half is public. */
export const bootstrapToken = rule("bootstrap-token", "information", function* ({ facts }) {
  for (const { entry, token, field, place } of tokensOf(facts)) {
    if (token.kind !== "bootstrap") continue;
    const message = say(
      'The {0} of user "{1}" holds the bootstrap token {2}, which lets a node join and ends after a day as a rule. kubectl can do little else with it: people need another credential.',
      field,
      shown(entry.name),
      token.id,
    );
    yield { ...place, message };
  }
});
