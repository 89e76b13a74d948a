import { say } from "../message.ts";
import { rule } from "./rule.ts";
import { tokensOf } from "./tokens.ts";
import { shown } from "./words.ts";

/** The token of a Secret has no `exp`: Kubernetes pkg/serviceaccount/legacy.go. */
export const tokenNeverExpires = rule("token-never-expires", "information", function* ({ facts }) {
  for (const { entry, token, field, place } of tokensOf(facts)) {
    if (token.kind !== "jwt" || token.type !== "service-account-legacy" || token.claims.exp !== undefined)
      continue;
    const message = say(
      'The {0} of user "{1}" holds a token of service account {2} that never expires: kubectl can use it until its Secret is deleted. kubectl create token makes one that ends.',
      field,
      shown(entry.name),
      shown(`${token.serviceAccount?.namespace ?? ""}/${token.serviceAccount?.name ?? ""}`),
    );
    yield { ...place, message };
  }
});
