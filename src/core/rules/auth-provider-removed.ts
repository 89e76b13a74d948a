import { say } from "../message.ts";
import { placeOf } from "./place.ts";
import { rule } from "./rule.ts";
import { shown } from "./words.ts";

const REPLACEMENTS: ReadonlyMap<string, string> = new Map([
  ["gcp", "gke-gcloud-auth-plugin"],
  ["azure", "kubelogin"],
]);

/** gcp and azure are stubs that only fail: client-go plugin/pkg/client/auth. */
export const authProviderRemoved = rule("auth-provider-removed", "error", function* ({ facts }) {
  for (const entry of facts.users.keys()) {
    const field = entry.authProvider?.value.name;
    const replacement = field && REPLACEMENTS.get(field.value);
    if (!field || !replacement) continue;
    const message = say(
      'User "{0}" has the auth-provider "{1}", which kubectl has dropped: it stops with "The {1} auth plugin has been removed". Use an exec section with {2} instead.',
      shown(entry.name),
      field.value,
      replacement,
    );
    yield { ...placeOf(entry, field), message };
  }
});
