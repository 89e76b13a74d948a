import { render, say } from "../message.ts";
import { UID_OID, uidOf } from "../x509/name.ts";
import { sentLeaf } from "./materials.ts";
import { placeOf } from "./place.ts";
import { rule } from "./rule.ts";
import { shown } from "./words.ts";

/** The UID attribute is there twice or empty: apiserver request/x509 refuses the user since Kubernetes 1.33. */
export const uidInvalid = rule("uid-invalid", "error", function* ({ facts }) {
  for (const [entry, user] of facts.users) {
    const leaf = sentLeaf(user.certificate);
    if (!user.certificate || !leaf?.subject.attributes.some(({ oid }) => oid === UID_OID)) continue;
    const uid = uidOf(leaf.subject);
    if (uid.ok) continue;
    const message = say(
      'The UID in the client certificate of user "{0}" is not usable: {1}. kubectl sends it, and API servers from 1.33 on answer "Unauthorized": issue one with a single UID, or none.',
      shown(entry.name),
      shown(render(uid.message)),
    );
    yield { ...placeOf(entry, user.certificate.field), message };
  }
});
