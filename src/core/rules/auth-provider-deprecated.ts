import { say } from "../message.ts";
import { placeOf } from "./place.ts";
import { rule } from "./rule.ts";
import { shown } from "./words.ts";

/** The oidc auth-provider still works; exec plugins took its place: client-go plugin/pkg/client/auth/oidc. */
export const authProviderDeprecated = rule("auth-provider-deprecated", "hint", function* ({ facts }) {
  for (const entry of facts.users.keys()) {
    const name = entry.authProvider?.value.name;
    if (name?.value !== "oidc") continue;
    const message = say(
      'User "{0}" has the auth-provider oidc. kubectl still runs it, but writes fresh tokens into this file and may drop it: an exec section with kubelogin (kubectl oidc-login) takes its place.',
      shown(entry.name),
    );
    yield { ...placeOf(entry, name), message, tag: "deprecated" };
  }
});
