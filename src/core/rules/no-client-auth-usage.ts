import { say } from "../message.ts";
import { allowsClientAuth } from "../x509/client-auth.ts";
import { sentLeaf } from "./materials.ts";
import { placeOf } from "./place.ts";
import { rule } from "./rule.ts";
import { shown } from "./words.ts";

/** The API server verifies for clientAuth; no extension at all, or anyExtendedKeyUsage, will do (apiserver request/x509). */
export const noClientAuthUsage = rule("no-client-auth-usage", "error", function* ({ facts }) {
  for (const [entry, user] of facts.users) {
    const leaf = sentLeaf(user.certificate);
    if (!user.certificate || !leaf || allowsClientAuth(leaf)) continue;
    const message = say(
      'The client certificate of user "{0}" is not meant for client authentication but for {1}. kubectl sends it, and the API server answers "Unauthorized": issue one with the extended key usage clientAuth.',
      shown(entry.name),
      (leaf.extKeyUsage ?? []).join(", "),
    );
    yield { ...placeOf(entry, user.certificate.field), message };
  }
});
