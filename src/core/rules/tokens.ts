import type { Location } from "../finding.ts";
import type { Facts } from "../kubeconfig/facts-model.ts";
import type { UserEntry } from "../kubeconfig/model.ts";
import { render, say } from "../message.ts";
import type { TokenInfo } from "../tokens/types.ts";
import { placeOf } from "./place.ts";
import { shown } from "./words.ts";

/** A token of a user whose content is known. */
export interface UserToken {
  readonly entry: UserEntry;
  readonly token: TokenInfo;
  /** The key it stands under. */
  readonly field: "token" | "tokenFile";
  readonly place: Location;
  /** False for an inline token that a readable tokenFile outdoes (client-go transport/token_source.go). */
  readonly sent: boolean;
}

/** Every token that is no mere opaque word: JSON Web Tokens and bootstrap tokens. */
export function* tokensOf(facts: Facts): Iterable<UserToken> {
  for (const [entry, user] of facts.users) {
    const { token, fileToken } = user;
    const inFile = fileToken?.content;
    if (token && token.kind !== "opaque" && entry.token) {
      yield { entry, token, field: "token", place: placeOf(entry, entry.token), sent: !inFile };
    }
    if (fileToken && inFile && inFile.kind !== "opaque") {
      yield { entry, token: inFile, field: "tokenFile", place: placeOf(entry, fileToken.field), sent: true };
    }
  }
}

/** The token and its user, as a sentence on it begins. */
export function tokenOf({ entry, field }: Pick<UserToken, "entry" | "field">): string {
  const user = shown(entry.name);
  return render(
    field === "token"
      ? say('The token of user "{0}"', user)
      : say('The token in tokenFile of user "{0}"', user),
  );
}
