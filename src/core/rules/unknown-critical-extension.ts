import type { Draft } from "../finding.ts";
import { say } from "../message.ts";
import { authoritiesOf, sentLeaf } from "./materials.ts";
import { placeOf } from "./place.ts";
import { rule } from "./rule.ts";
import { shown } from "./words.ts";

/** A critical extension that Go does not know: no chain with it verifies (crypto/x509 Verify, UnhandledCriticalExtension). */
export const unknownCriticalExtension = rule(
  "unknown-critical-extension",
  "error",
  function* ({ facts }): Iterable<Draft> {
    for (const [entry, cluster] of facts.clusters) {
      const oid = authoritiesOf(cluster).find(each => each.unhandledCritical.length > 0)
        ?.unhandledCritical[0];
      if (!cluster.ca || oid === undefined) continue;
      const message = say(
        'A CA of cluster "{0}" has a critical extension that Go does not know ({1}). kubectl refuses every server certificate under it: use a CA without it.',
        shown(entry.name),
        oid,
      );
      yield { ...placeOf(entry, cluster.ca.field), message };
    }
    for (const [entry, user] of facts.users) {
      const oid = sentLeaf(user.certificate)?.unhandledCritical[0];
      if (!user.certificate || oid === undefined) continue;
      const message = say(
        'The client certificate of user "{0}" has a critical extension that Go does not know ({1}). kubectl sends it, and the API server answers "Unauthorized": issue one without it.',
        shown(entry.name),
        oid,
      );
      yield { ...placeOf(entry, user.certificate.field), message };
    }
  },
);
