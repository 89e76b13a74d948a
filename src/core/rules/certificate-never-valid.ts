import { leafOf } from "../kubeconfig/identity.ts";
import { say } from "../message.ts";
import { neverValid } from "../x509/validity.ts";
import { authoritiesOf } from "./materials.ts";
import { placeOf } from "./place.ts";
import { rule } from "./rule.ts";
import { day, shown } from "./words.ts";

/** A period that ends before it begins: crypto/x509 Verify accepts it at no moment. */
export const certificateNeverValid = rule("certificate-never-valid", "error", function* ({ facts }) {
  for (const [entry, user] of facts.users) {
    const leaf = leafOf(user.certificate);
    if (!user.certificate || !leaf || !neverValid(leaf)) continue;
    const message = say(
      'The client certificate of user "{0}" ends on {1}, before it begins on {2}: it is never valid. kubectl sends it all the same, and the API server answers "Unauthorized" for good: have it issued again.',
      shown(entry.name),
      day(leaf.notAfter ?? 0),
      day(leaf.notBefore ?? 0),
    );
    yield { ...placeOf(entry, user.certificate.field), message };
  }
  for (const [entry, cluster] of facts.clusters) {
    const ca = authoritiesOf(cluster).find(neverValid);
    if (!cluster.ca || !ca) continue;
    const message = say(
      'A CA of cluster "{0}" ends on {1}, before it begins on {2}: it is never valid, and kubectl trusts nothing that it signed. Put the cluster\'s CA here.',
      shown(entry.name),
      day(ca.notAfter ?? 0),
      day(ca.notBefore ?? 0),
    );
    yield { ...placeOf(entry, cluster.ca.field), message };
  }
});
