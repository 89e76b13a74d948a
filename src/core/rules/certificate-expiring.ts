import { say } from "../message.ts";
import { humanDuration } from "../x509/describe.ts";
import { sentLeaf } from "./materials.ts";
import { placeOf } from "./place.ts";
import { rule } from "./rule.ts";
import { isEarly, urgencyOf } from "./validity.ts";
import { day, shown } from "./words.ts";

/** Ends within the thresholds of the settings; an error within the critical one. */
export const certificateExpiring = rule("certificate-expiring", "warning", function* ({ facts, thresholds }) {
  const { now } = facts;
  for (const [entry, user] of facts.users) {
    const leaf = sentLeaf(user.certificate);
    const severity = leaf && urgencyOf(leaf, now, thresholds);
    if (!user.certificate || leaf?.notAfter === undefined || !severity || isEarly(leaf, now)) continue;
    const message = say(
      'The client certificate of user "{0}" expires on {1}, in {2}. From then on the API server answers kubectl with "Unauthorized": renew it before.',
      shown(entry.name),
      day(leaf.notAfter),
      humanDuration(leaf.notAfter - now),
    );
    yield { ...placeOf(entry, user.certificate.field), message, severity };
  }
});
