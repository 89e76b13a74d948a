import type { Draft } from "../finding.ts";
import { type Message, say } from "../message.ts";
import { type TokenDefect, tokenDefect } from "../tokens/defect.ts";
import { placeOf } from "./place.ts";
import { rule } from "./rule.ts";
import { tokenOf } from "./tokens.ts";

/** With these kubectl stops, or is refused for certain. */
const CERTAIN: ReadonlySet<TokenDefect> = new Set(["byte-order-mark", "utf-16", "control-character"]);

/**
 * A token that cannot be right as it stands. kubectl sends an inline token as it is, blanks included, unlike
 * the content of tokenFile, which it trims (client-go transport/round_trippers.go).
 */
export const tokenMalformed = rule("token-malformed", "warning", function* ({ facts }) {
  for (const [entry, { fileToken }] of facts.users) {
    const { token } = entry;
    const inline = token?.value ? tokenDefect(token.value) : undefined;
    if (token && inline) yield draft(inline, tokenOf({ entry, field: "token" }), placeOf(entry, token));
    const inFile = fileToken?.content?.defect;
    if (fileToken && inFile)
      yield draft(inFile, tokenOf({ entry, field: "tokenFile" }), placeOf(entry, fileToken.field));
  }
});

function draft(defect: TokenDefect, token: string, place: ReturnType<typeof placeOf>): Draft {
  const message = explain(defect, token);
  return { ...place, message, ...(CERTAIN.has(defect) && { severity: "error" as const }) };
}

function explain(defect: TokenDefect, token: string): Message {
  switch (defect) {
    case "byte-order-mark":
      return say(
        '{0} begins with a byte order mark (U+FEFF), which nobody sees. kubectl sends it along, and the API server answers "Unauthorized": remove it, or save the file as UTF-8 without it.',
        token,
      );
    case "utf-16":
      return say(
        '{0} is written in UTF-16. kubectl stops with "invalid header field value": save it as UTF-8.',
        token,
      );
    case "control-character":
      return say(
        '{0} has a line break or another control character. kubectl stops with "invalid header field value": put the token on one line.',
        token,
      );
    case "blank":
      return say(
        "{0} has a blank at its start or end. kubectl sends it as it is, and the server may not know it: remove the blank.",
        token,
      );
    case "bearer":
      return say(
        '{0} starts with "Bearer". kubectl adds that word itself, so the server gets it twice: leave the token alone.',
        token,
      );
    case "redacted":
      return say(
        '{0} is what kubectl config view prints in place of it. kubectl sends that word, and the API server answers "Unauthorized": print it again with kubectl config view --raw.',
        token,
      );
    case "encoded":
      return say(
        '{0} looks like the base64 of a token, as a Secret holds it. kubectl sends it as it is, and the API server answers "Unauthorized": decode it once with base64 -d.',
        token,
      );
  }
}
