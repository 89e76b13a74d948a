import type { Draft } from "../finding.ts";
import type { Field, UserEntry } from "../kubeconfig/model.ts";
import { say } from "../message.ts";
import { placeOf } from "./place.ts";
import { rule } from "./rule.ts";
import { shown } from "./words.ts";

/** `{"alg":` and `{"typ":` in base64url, and that in base64 once more, as the data of a Secret holds a token. */
const ENCODED_TWICE = /^ZXlK[a-zA-Z0-9+/=\r\n]+$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what net/http refuses in a header
const REFUSED = /[\u0000-\u0008\u000a-\u001f\u007f]/;

/**
 * A token that cannot be right as it stands. kubectl sends an inline token as it is, blanks included, unlike
 * the content of tokenFile, which it trims (client-go transport/round_trippers.go).
 */
export const tokenMalformed = rule("token-malformed", "warning", function* ({ facts }) {
  for (const entry of facts.users.keys()) {
    const field = entry.token;
    if (!field?.value) continue;
    const draft = judge(entry, field);
    if (draft) yield draft;
  }
});

function judge(entry: UserEntry, field: Field<string>): Draft | undefined {
  const place = placeOf(entry, field);
  const user = shown(entry.name);
  const token = field.value;
  if (REFUSED.test(token)) {
    const message = say(
      'The token of user "{0}" has a line break or another control character. kubectl stops with "invalid header field value": put the token on one line.',
      user,
    );
    return { ...place, message, severity: "error" };
  }
  if (token !== token.trim()) {
    const message = say(
      'The token of user "{0}" has a blank at its start or end. kubectl sends it as it is, and the server may not know it: remove the blank.',
      user,
    );
    return { ...place, message };
  }
  if (/^bearer /i.test(token)) {
    const message = say(
      'The token of user "{0}" starts with "Bearer". kubectl adds that word itself, so the server gets it twice: leave the token alone.',
      user,
    );
    return { ...place, message };
  }
  return placeholder(entry, field);
}

function placeholder(entry: UserEntry, field: Field<string>): Draft | undefined {
  const place = placeOf(entry, field);
  const user = shown(entry.name);
  if (field.value === "REDACTED") {
    const message = say(
      'The token of user "{0}" is what kubectl config view prints in place of it. kubectl sends that word, and the API server answers "Unauthorized": print it again with kubectl config view --raw.',
      user,
    );
    return { ...place, message };
  }
  if (ENCODED_TWICE.test(field.value)) {
    const message = say(
      'The token of user "{0}" looks like the base64 of a token, as a Secret holds it. kubectl sends it as it is, and the API server answers "Unauthorized": decode it once with base64 -d.',
      user,
    );
    return { ...place, message };
  }
  return undefined;
}
