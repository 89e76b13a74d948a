import type { Draft } from "../finding.ts";
import { readable } from "../kubeconfig/bundle.ts";
import type { CertificateBundle, Material } from "../kubeconfig/facts-model.ts";
import type { ClusterEntry, UserEntry } from "../kubeconfig/model.ts";
import { type Message, say } from "../message.ts";
import { isAccepted } from "../x509/certificate.ts";
import { issuedBy } from "../x509/chain.ts";
import { sentLeaf } from "./materials.ts";
import { placeOf } from "./place.ts";
import { rule } from "./rule.ts";
import { shown } from "./words.ts";

/**
 * The API server checks client certificates against --client-ca-file, which may be another CA than the one
 * that signs its own certificate: hence no error, and "not signed by this cluster's CA".
 */
export const notSignedByClusterCa = rule("not-signed-by-cluster-ca", "information", function* ({ facts }) {
  const done = new Set<string>();
  for (const { cluster, user, issuedByClusterCa } of facts.contexts) {
    if (cluster.kind !== "found" || user.kind !== "found" || issuedByClusterCa?.kind !== "no") continue;
    const certificate = facts.users.get(user.entry)?.certificate;
    const ca = facts.clusters.get(cluster.entry)?.ca;
    const pair = `${user.entry.source} ${user.entry.span.start} ${cluster.entry.source} ${cluster.entry.span.start}`;
    if (!certificate?.content || !ca?.content || done.has(pair)) continue;
    // Where Go refuses one of them kubectl stops before.
    if (sentLeaf(certificate) === undefined || !readable(ca.content).every(isAccepted)) continue;
    done.add(pair);
    yield draft({ entry: user.entry, material: certificate }, { entry: cluster.entry, material: ca });
  }
});

interface Side<E> {
  readonly entry: E;
  readonly material: Material<CertificateBundle>;
}

function draft(user: Side<UserEntry>, cluster: Side<ClusterEntry>): Draft {
  const related = [
    { ...placeOf(cluster.entry, cluster.material.field), message: say("The CA of the cluster") },
  ];
  const place = placeOf(user.entry, user.material.field);
  const names = [shown(user.entry.name), shown(cluster.entry.name)] as const;
  const [leaf, ...chain] = readable(user.material.content);
  const authorities = readable(cluster.material.content);
  if (leaf && authorities.some(each => issuedBy(leaf, each) !== "no-name")) {
    return { ...place, message: renewed(names), related, severity: "warning" };
  }
  if (leaf && chain.some(each => issuedBy(leaf, each).startsWith("by-"))) {
    return { ...place, message: ownAuthority(names), related, severity: "hint" };
  }
  const message = say(
    'The client certificate of user "{0}" is not signed by this cluster\'s CA (cluster "{1}"). kubectl sends it all the same; unless the API server trusts another CA for clients, it answers "Unauthorized": check that the context pairs the right user and cluster, or fetch a new kubeconfig.',
    ...names,
  );
  return { ...place, message, related };
}

function renewed(names: readonly [string, string]): Message {
  return say(
    'The client certificate of user "{0}" is not signed by this cluster\'s CA (cluster "{1}"), but by another key under the same name. kubectl sends it all the same, and the API server will likely answer "Unauthorized": the cluster was rebuilt or its CA renewed, so fetch a new kubeconfig.',
    ...names,
  );
}

/** As k3s and RKE2 write it: a CA for clients, which comes with the certificate, and another for servers. */
function ownAuthority(names: readonly [string, string]): Message {
  return say(
    'The client certificate of user "{0}" is not signed by this cluster\'s CA (cluster "{1}"), but by one that comes with it, as k3s has it. kubectl sends both: nothing to do where the API server trusts that CA for clients.',
    ...names,
  );
}
