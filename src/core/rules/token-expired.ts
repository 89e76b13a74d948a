import { say } from "../message.ts";
import { tokenNeverValid } from "../tokens/validity.ts";
import { humanDuration } from "../x509/describe.ts";
import { rule } from "./rule.ts";
import { tokenOf, tokensOf } from "./tokens.ts";
import { day, shown } from "./words.ts";

/** `exp` has passed: kubectl sends the token, and the API server answers 401 (pkg/serviceaccount, OIDC authenticator). */
export const tokenExpired = rule("token-expired", "error", function* ({ facts }) {
  for (const { entry, token, field, place, sent } of tokensOf(facts)) {
    const exp = token.kind === "jwt" ? token.claims.exp : undefined;
    if (exp === undefined || facts.now < exp || (sent && tokenNeverValid(token))) continue;
    const ago = humanDuration(facts.now - exp);
    const message = sent
      ? say(
          '{0} expired on {1}, {2} ago. kubectl sends it all the same, and the API server answers "Unauthorized": get a new one with kubectl create token, or log in again.',
          tokenOf({ entry, field }),
          day(exp),
          ago,
        )
      : say(
          'The token of user "{0}" expired on {1}. kubectl sends the one in tokenFile instead, and this one only while that file cannot be read: remove it.',
          shown(entry.name),
          day(exp),
        );
    yield { ...place, message, ...(!sent && { severity: "warning" as const }) };
  }
});
