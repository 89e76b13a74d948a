import type { Draft } from "../finding.ts";
import type { CertificateBundle, ClusterFacts, Material } from "../kubeconfig/facts-model.ts";
import type { ClusterEntry, UserEntry } from "../kubeconfig/model.ts";
import { say } from "../message.ts";
import { isAccepted } from "../x509/certificate.ts";
import type { Certificate } from "../x509/types.ts";
import { neverValid } from "../x509/validity.ts";
import { authoritiesOf, fieldName } from "./materials.ts";
import { placeOf } from "./place.ts";
import { rule } from "./rule.ts";
import { dayBeside, shown } from "./words.ts";

/** A period that ends before it begins: crypto/x509 Verify accepts it at no moment. */
export const certificateNeverValid = rule("certificate-never-valid", "error", function* ({ facts }) {
  for (const [entry, { certificate }] of facts.users) if (certificate) yield* ofUser(entry, certificate);
  for (const [entry, cluster] of facts.clusters) yield* ofCluster(entry, cluster);
});

function* ofUser(entry: UserEntry, material: Material<CertificateBundle>): Iterable<Draft> {
  const place = placeOf(entry, material.field);
  for (const [index, item] of (material.content?.certificates ?? []).entries()) {
    if (!item.ok || !isAccepted(item.certificate) || !neverValid(item.certificate)) continue;
    const [end, start] = periodOf(item.certificate);
    if (index === 0) {
      const message = say(
        'The client certificate of user "{0}" ends on {1}, before it begins on {2}: it is never valid. kubectl sends it all the same, and the API server answers "Unauthorized" for good: have it issued again.',
        shown(entry.name),
        end,
        start,
      );
      yield { ...place, message };
    } else {
      const message = say(
        'Certificate {0} in {1} of user "{2}", an intermediate, ends on {3}, before it begins on {4}: it is never valid. kubectl sends it all the same; the API server answers "Unauthorized" if it needs it: have it issued again.',
        index + 1,
        fieldName("certificate", material),
        shown(entry.name),
        end,
        start,
      );
      yield { ...place, message, severity: "warning" };
    }
  }
}

function* ofCluster(entry: ClusterEntry, cluster: ClusterFacts): Iterable<Draft> {
  const authorities = authoritiesOf(cluster);
  const all = authorities.every(neverValid);
  for (const ca of authorities) {
    if (!cluster.ca || !neverValid(ca)) continue;
    const [end, start] = periodOf(ca);
    const message = all
      ? say(
          'The CA of cluster "{0}" ends on {1}, before it begins on {2}: it is never valid, and kubectl trusts nothing that it signed ("certificate has expired or is not yet valid"). Put the cluster\'s CA here.',
          shown(entry.name),
          end,
          start,
        )
      : say(
          'One of the CAs of cluster "{0}" ends on {1}, before it begins on {2}: it is never valid. kubectl still trusts servers through the others: remove it.',
          shown(entry.name),
          end,
          start,
        );
    yield { ...placeOf(entry, cluster.ca.field), message, ...(!all && { severity: "warning" as const }) };
  }
}

function periodOf({ notAfter = 0, notBefore = 0 }: Certificate): readonly [end: string, start: string] {
  return [dayBeside(notAfter, notBefore), dayBeside(notBefore, notAfter)];
}
