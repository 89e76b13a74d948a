import { say } from "../message.ts";
import { organizations } from "../x509/name.ts";
import { sentLeaf } from "./materials.ts";
import { placeOf } from "./place.ts";
import { rule } from "./rule.ts";
import { day, shown } from "./words.ts";

/** system:masters is authorised before RBAC is asked, and a certificate cannot be revoked (kubernetes#18982). */
export const systemMasters = rule("system-masters", "information", function* ({ facts }) {
  for (const [entry, user] of facts.users) {
    const leaf = sentLeaf(user.certificate);
    if (!user.certificate || !leaf || !organizations(leaf.subject).includes("system:masters")) continue;
    const until = leaf.notAfter === undefined ? "?" : day(leaf.notAfter);
    const message = say(
      'User "{0}" is in the group system:masters: kubectl can do anything with it, past every RBAC rule, and Kubernetes cannot revoke the certificate before it ends ({1}). Keep it for emergencies, and use a group bound to a role.',
      shown(entry.name),
      until,
    );
    yield { ...placeOf(entry, user.certificate.field), message };
  }
});
