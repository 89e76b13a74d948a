import { say } from "../message.ts";
import { humanDuration } from "../x509/describe.ts";
import { authoritiesOf } from "./materials.ts";
import { placeOf } from "./place.ts";
import { rule } from "./rule.ts";
import { isExpired } from "./validity.ts";
import { day, shown } from "./words.ts";

/** Go builds no chain through an expired root (crypto/x509 Verify). Others of the bundle still count. */
export const caExpired = rule("ca-expired", "error", function* ({ facts }) {
  const { now } = facts;
  for (const [entry, cluster] of facts.clusters) {
    if (!cluster.ca) continue;
    const authorities = authoritiesOf(cluster);
    const expired = authorities.find(each => isExpired(each, now));
    if (expired?.notAfter === undefined) continue;
    const all = authorities.every(each => isExpired(each, now));
    const message = all
      ? say(
          'The CA of cluster "{0}" expired on {1}, {2} ago. kubectl refuses the server with "certificate signed by unknown authority": put the cluster\'s current CA here.',
          shown(entry.name),
          day(expired.notAfter),
          humanDuration(now - expired.notAfter),
        )
      : say(
          'One of the CAs of cluster "{0}" expired on {1}. kubectl still trusts servers through the others: remove the expired one.',
          shown(entry.name),
          day(expired.notAfter),
        );
    yield { ...placeOf(entry, cluster.ca.field), message, ...(!all && { severity: "warning" as const }) };
  }
});
