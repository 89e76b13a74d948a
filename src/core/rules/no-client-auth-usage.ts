import { say } from "../message.ts";
import { leafOf } from "./materials.ts";
import { placeOf } from "./place.ts";
import { rule } from "./rule.ts";
import { shown } from "./words.ts";

/** The API server verifies for clientAuth; no extension at all, or anyExtendedKeyUsage, will do (apiserver request/x509). */
export const noClientAuthUsage = rule("no-client-auth-usage", "error", function* ({ facts }) {
  for (const [entry, user] of facts.users) {
    const usages = leafOf(user)?.extKeyUsage;
    if (!user.certificate || !usages || usages.length === 0) continue;
    if (usages.includes("clientAuth") || usages.includes("any")) continue;
    const message = say(
      'The client certificate of user "{0}" is not meant for client authentication but for {1}. kubectl sends it, and the API server answers "Unauthorized": issue one with the extended key usage clientAuth.',
      shown(entry.name),
      usages.join(", "),
    );
    yield { ...placeOf(entry, user.certificate.field), message };
  }
});
