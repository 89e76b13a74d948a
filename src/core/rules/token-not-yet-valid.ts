import { say } from "../message.ts";
import { tokenNeverValid } from "../tokens/validity.ts";
import { humanDuration } from "../x509/describe.ts";
import { rule } from "./rule.ts";
import { tokenOf, tokensOf } from "./tokens.ts";
import { day } from "./words.ts";

/** `nbf` has not come: `service account token is not valid yet` (Kubernetes pkg/serviceaccount). */
export const tokenNotYetValid = rule("token-not-yet-valid", "error", function* ({ facts }) {
  for (const { entry, token, field, place, sent } of tokensOf(facts)) {
    const nbf = token.kind === "jwt" ? token.claims.nbf : undefined;
    if (!sent || nbf === undefined || facts.now >= nbf || tokenNeverValid(token)) continue;
    const message = say(
      '{0} is valid only from {1}, in {2}. kubectl sends it all the same, and the API server answers "Unauthorized" until then: wait, or check the clocks.',
      tokenOf({ entry, field }),
      day(nbf),
      humanDuration(nbf - facts.now),
    );
    yield { ...place, message };
  }
});
