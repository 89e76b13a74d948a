import { say } from "../message.ts";
import { placeOf } from "./place.ts";
import { rule } from "./rule.ts";
import { shown } from "./words.ts";

const KNOWN = new Set(["oidc", "gcp", "azure"]);

/** client-go rest/plugin.go, GetAuthProvider: only the registered ones. */
export const authProviderUnknown = rule("auth-provider-unknown", "error", function* ({ facts }) {
  for (const entry of facts.users.keys()) {
    const provider = entry.authProvider;
    if (!provider || KNOWN.has(provider.value.name?.value ?? "")) continue;
    const name = provider.value.name;
    const message = say(
      'User "{0}" has the auth-provider "{1}", which kubectl does not know: it stops with "no Auth Provider found". Only oidc is left; use an exec section for anything else.',
      shown(entry.name),
      shown(name?.value ?? ""),
    );
    yield { ...placeOf(entry, name ?? { ...provider, span: provider.key }), message };
  }
});
