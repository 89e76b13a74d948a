import { say } from "../message.ts";
import { placeOf } from "./place.ts";
import { rule } from "./rule.ts";
import { shown } from "./words.ts";

/**
 * The API server checks client certificates against --client-ca-file, which may be another CA than the one
 * that signs its own certificate: hence information, and "not signed by this cluster's CA".
 */
export const notSignedByClusterCa = rule("not-signed-by-cluster-ca", "information", function* ({ facts }) {
  const done = new Set<string>();
  for (const { cluster, user, issuedByClusterCa } of facts.contexts) {
    if (cluster.kind !== "found" || user.kind !== "found" || !issuedByClusterCa) continue;
    if (issuedByClusterCa.kind !== "no" && issuedByClusterCa.verified !== false) continue;
    const certificate = facts.users.get(user.entry)?.certificate;
    const ca = facts.clusters.get(cluster.entry)?.ca;
    const pair = `${user.entry.source} ${user.entry.span.start} ${cluster.entry.source} ${cluster.entry.span.start}`;
    if (!certificate || !ca || done.has(pair)) continue;
    done.add(pair);
    const message = say(
      'The client certificate of user "{0}" is not signed by this cluster\'s CA (cluster "{1}"). kubectl sends it all the same; unless the API server trusts another CA for clients, it answers "Unauthorized": the cluster may have been rebuilt since, so fetch a new kubeconfig.',
      shown(user.name),
      shown(cluster.name),
    );
    const related = [{ ...placeOf(cluster.entry, ca.field), message: say("The CA of the cluster") }];
    yield { ...placeOf(user.entry, certificate.field), message, related };
  }
});
