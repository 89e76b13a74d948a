import { say } from "../message.ts";
import { humanDuration } from "../x509/describe.ts";
import { sentLeaf } from "./materials.ts";
import { placeOf } from "./place.ts";
import { rule } from "./rule.ts";
import { isEarly } from "./validity.ts";
import { day, shown } from "./words.ts";

/** As with an expired one, kubectl sends it and the API server answers 401 (apiserver request/x509). */
export const certificateNotYetValid = rule("certificate-not-yet-valid", "error", function* ({ facts }) {
  const { now } = facts;
  for (const [entry, user] of facts.users) {
    const leaf = sentLeaf(user.certificate);
    if (!user.certificate || leaf?.notBefore === undefined || !isEarly(leaf, now)) continue;
    const message = say(
      'The client certificate of user "{0}" is valid only from {1}, in {2}. kubectl sends it all the same, and the API server answers "Unauthorized" until then: wait, or check the clocks.',
      shown(entry.name),
      day(leaf.notBefore),
      humanDuration(leaf.notBefore - now),
    );
    yield { ...placeOf(entry, user.certificate.field), message };
  }
});
