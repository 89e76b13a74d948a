import { say } from "../message.ts";
import { maySign } from "../x509/chain.ts";
import { authoritiesOf } from "./materials.ts";
import { placeOf } from "./place.ts";
import { rule } from "./rule.ts";
import { shown } from "./words.ts";

/**
 * A certificate that may not sign others (crypto/x509 CheckSignatureFrom). Go still trusts a server that
 * presents this very one, so it is a warning; silent while the bundle has a true CA.
 */
export const caNotACa = rule("ca-not-a-ca", "warning", function* ({ facts }) {
  for (const [entry, cluster] of facts.clusters) {
    const authorities = authoritiesOf(cluster);
    if (!cluster.ca || authorities.length === 0 || authorities.some(maySign)) continue;
    const message = say(
      'The certificate given as CA of cluster "{0}" is not a CA. kubectl then trusts the server only while it presents this very certificate: put the CA that signed it here.',
      shown(entry.name),
    );
    yield { ...placeOf(entry, cluster.ca.field), message };
  }
});
