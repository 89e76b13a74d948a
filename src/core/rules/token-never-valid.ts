import { say } from "../message.ts";
import { tokenNeverValid as isNeverValid } from "../tokens/validity.ts";
import { rule } from "./rule.ts";
import { tokenOf, tokensOf } from "./tokens.ts";
import { dayBeside } from "./words.ts";

/** `exp` comes before `nbf`: there is no moment at which the API server takes it. */
export const tokenNeverValid = rule("token-never-valid", "error", function* ({ facts }) {
  for (const { entry, token, field, place, sent } of tokensOf(facts)) {
    if (!sent || token.kind !== "jwt" || !isNeverValid(token)) continue;
    const { exp = 0, nbf = 0 } = token.claims;
    const message = say(
      '{0} ends on {1}, before it begins on {2}: it is never valid. kubectl sends it all the same, and the API server answers "Unauthorized" for good: get a new one.',
      tokenOf({ entry, field }),
      dayBeside(exp, nbf),
      dayBeside(nbf, exp),
    );
    yield { ...place, message };
  }
});
