import { say } from "../message.ts";
import { placeOf } from "./place.ts";
import { rule } from "./rule.ts";
import { shown } from "./words.ts";

/** What the oidc provider cannot do without: client-go plugin/pkg/client/auth/oidc/oidc.go, newOIDCAuthProvider. */
export const authProviderIncomplete = rule("auth-provider-incomplete", "error", function* ({ facts }) {
  for (const entry of facts.users.keys()) {
    const provider = entry.authProvider;
    const name = provider?.value.name;
    if (!provider || name?.value !== "oidc") continue;
    const has = (key: string) => (provider.value.config.get(key)?.value ?? "") !== "";
    const missing = ["idp-issuer-url", "client-id"].find(key => !has(key));
    if (missing === undefined && (has("id-token") || has("refresh-token"))) continue;
    const user = shown(entry.name);
    const message =
      missing === undefined
        ? say(
            'The oidc auth-provider of user "{0}" has neither id-token nor refresh-token. kubectl stops with "No valid id-token, and cannot refresh without refresh-token": log in again.',
            user,
          )
        : say(
            'The oidc auth-provider of user "{0}" lacks {1} in its config. kubectl stops with "Must provide {1}": add it.',
            user,
            missing,
          );
    yield { ...placeOf(entry, name), message };
  }
});
