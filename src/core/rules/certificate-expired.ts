import type { UserEntry } from "../kubeconfig/model.ts";
import { say } from "../message.ts";
import { humanDuration } from "../x509/describe.ts";
import { chainRefusals } from "./chain-refusals.ts";
import { fieldName, sentLeaf } from "./materials.ts";
import { placeOf } from "./place.ts";
import { rule } from "./rule.ts";
import { isExpired } from "./validity.ts";
import { day, shown } from "./words.ts";

/**
 * kubectl sends an expired client certificate without a word; the API server answers 401 (apiserver
 * request/x509). Of a chain only the first that has expired is named, where `client-chain-refused` does not.
 */
export const certificateExpired = rule("certificate-expired", "error", function* ({ facts }) {
  const { now } = facts;
  const needed = new Set<UserEntry>();
  for (const { user, refusal } of chainRefusals(facts)) if (refusal.code === "expired") needed.add(user);
  for (const [entry, user] of facts.users) {
    const { certificate } = user;
    if (!certificate?.content) continue;
    const place = placeOf(entry, certificate.field);
    const leaf = sentLeaf(user.certificate);
    if (leaf?.notAfter !== undefined && isExpired(leaf, now)) {
      const message = say(
        'The client certificate of user "{0}" expired on {1}, {2} ago. kubectl sends it all the same, and the API server answers "Unauthorized": renew it, or fetch a new kubeconfig.',
        shown(entry.name),
        day(leaf.notAfter),
        humanDuration(now - leaf.notAfter),
      );
      yield { ...place, message };
      continue;
    }
    if (needed.has(entry)) continue;
    const { certificates } = certificate.content;
    const position = certificates.findIndex(
      (item, index) => index > 0 && item.ok && isExpired(item.certificate, now),
    );
    const member = certificates[position];
    if (!member?.ok || member.certificate.notAfter === undefined) continue;
    const message = say(
      'Certificate {0} in {1} of user "{2}", an intermediate, expired on {3}. kubectl sends it all the same; the API server answers "Unauthorized" if it needs it: replace it by its successor.',
      position + 1,
      fieldName("certificate", certificate),
      shown(entry.name),
      day(member.certificate.notAfter),
    );
    yield { ...place, message, severity: "warning" };
  }
});
