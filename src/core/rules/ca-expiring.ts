import { say } from "../message.ts";
import { humanDuration } from "../x509/describe.ts";
import type { Certificate } from "../x509/types.ts";
import { authoritiesOf } from "./materials.ts";
import { placeOf } from "./place.ts";
import { rule } from "./rule.ts";
import { urgencyOf } from "./validity.ts";
import { day, shown } from "./words.ts";

/** The last CA of a bundle ends within the thresholds; while another lasts, kubectl has one to trust. */
export const caExpiring = rule("ca-expiring", "warning", function* ({ facts, thresholds }) {
  const { now } = facts;
  for (const [entry, cluster] of facts.clusters) {
    const [longest] = authoritiesOf(cluster).toSorted((a, b) => endOf(b) - endOf(a));
    const last = longest?.notAfter;
    const severity = longest && urgencyOf(longest, now, thresholds);
    if (!cluster.ca || last === undefined || !severity) continue;
    const message = say(
      'The CA of cluster "{0}" expires on {1}, in {2}. From then on kubectl refuses the server with "certificate signed by unknown authority": plan its renewal.',
      shown(entry.name),
      day(last),
      humanDuration(last - now),
    );
    yield { ...placeOf(entry, cluster.ca.field), message, severity };
  }
});

function endOf({ notAfter }: Certificate): number {
  return notAfter ?? Number.NEGATIVE_INFINITY;
}
