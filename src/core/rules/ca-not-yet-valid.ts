import { say } from "../message.ts";
import { humanDuration } from "../x509/describe.ts";
import { authoritiesOf } from "./materials.ts";
import { placeOf } from "./place.ts";
import { rule } from "./rule.ts";
import { isEarly } from "./validity.ts";
import { day, shown } from "./words.ts";

/** Go builds no chain through a root that is not valid yet (crypto/x509 Verify). Silent while another counts. */
export const caNotYetValid = rule("ca-not-yet-valid", "error", function* ({ facts }) {
  const { now } = facts;
  for (const [entry, cluster] of facts.clusters) {
    const authorities = authoritiesOf(cluster);
    const [first] = authorities;
    if (!cluster.ca || first?.notBefore === undefined) continue;
    if (!authorities.every(each => isEarly(each, now))) continue;
    const message = say(
      'The CA of cluster "{0}" is valid only from {1}, in {2}. Until then kubectl refuses the server with "certificate signed by unknown authority": wait, or check the clocks.',
      shown(entry.name),
      day(first.notBefore),
      humanDuration(first.notBefore - now),
    );
    yield { ...placeOf(entry, cluster.ca.field), message };
  }
});
