import { say } from "../message.ts";
import { rule } from "./rule.ts";
import { tokenOf, tokensOf } from "./tokens.ts";
import { shown } from "./words.ts";

/** The token of a Secret has no `exp`: Kubernetes pkg/serviceaccount/legacy.go. */
export const tokenNeverExpires = rule("token-never-expires", "information", function* ({ facts }) {
  for (const { entry, token, field, place } of tokensOf(facts)) {
    if (token.kind !== "jwt" || token.type !== "service-account-legacy" || token.claims.exp !== undefined)
      continue;
    const message = say(
      "{0} is one of service account {1} that never expires: kubectl can use it until its Secret is deleted. kubectl create token makes one that ends.",
      tokenOf({ entry, field }),
      shown(`${token.serviceAccount?.namespace ?? ""}/${token.serviceAccount?.name ?? ""}`),
    );
    yield { ...place, message };
  }
});
