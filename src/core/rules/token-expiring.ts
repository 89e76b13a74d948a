import type { Severity } from "../finding.ts";
import { say } from "../message.ts";
import type { Thresholds } from "../thresholds.ts";
import type { Claims, TokenInfo } from "../tokens/types.ts";
import { tokenNeverValid } from "../tokens/validity.ts";
import { humanDuration } from "../x509/describe.ts";
import { rule } from "./rule.ts";
import { tokenOf, tokensOf } from "./tokens.ts";
import { urgencyOf } from "./validity.ts";
import { day } from "./words.ts";

/** Ends within the thresholds of the settings. Tokens made to live for hours are only mentioned. */
export const tokenExpiring = rule("token-expiring", "warning", function* ({ facts, thresholds }) {
  for (const { entry, token, field, place, sent } of tokensOf(facts)) {
    const exp = token.kind === "jwt" ? token.claims.exp : undefined;
    const severity = sent ? severityOf(token, facts.now, thresholds) : undefined;
    if (exp === undefined || !severity) continue;
    const message = say(
      '{0} expires on {1}, in {2}. From then on the API server answers kubectl with "Unauthorized": get a new one before.',
      tokenOf({ entry, field }),
      day(exp),
      humanDuration(exp - facts.now),
    );
    yield { ...place, message, severity };
  }
});

function severityOf(token: TokenInfo, now: number, thresholds: Thresholds): Severity | undefined {
  if (token.kind !== "jwt" || token.claims.exp === now || tokenNeverValid(token)) return undefined;
  const urgency = urgencyOf(
    { ...(token.claims.exp !== undefined && { notAfter: token.claims.exp }) },
    now,
    thresholds,
  );
  return urgency && isShortLived(token.claims, thresholds) ? "information" : urgency;
}

function isShortLived({ exp, nbf, iat = nbf }: Claims, { warning }: Thresholds): boolean {
  return exp !== undefined && iat !== undefined && exp - iat <= warning;
}
