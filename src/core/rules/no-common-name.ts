import { say } from "../message.ts";
import { commonName } from "../x509/name.ts";
import { sentLeaf } from "./materials.ts";
import { placeOf } from "./place.ts";
import { rule } from "./rule.ts";
import { shown } from "./words.ts";

/** An empty CN names nobody: the API server's x509 authenticator passes (apiserver request/x509, CommonNameUserConversion). */
export const noCommonName = rule("no-common-name", "warning", function* ({ facts }) {
  for (const [entry, user] of facts.users) {
    const leaf = sentLeaf(user.certificate);
    if (!user.certificate || !leaf || commonName(leaf.subject) !== "") continue;
    const message = say(
      'The client certificate of user "{0}" has no common name. kubectl sends it, but the API server takes the user from there and finds none: issue one with the user as CN and the groups as O.',
      shown(entry.name),
    );
    yield { ...placeOf(entry, user.certificate.field), message };
  }
});
