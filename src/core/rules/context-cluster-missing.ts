import { say } from "../message.ts";
import { nameOf, placeOf } from "./place.ts";
import { rule } from "./rule.ts";
import { suggester } from "./spelling.ts";
import { shown } from "./words.ts";

/**
 * A context without a cluster, or with one that does not exist. kubectl takes its default cluster,
 * localhost:8080; programs that use clientcmd.ConfirmUsable refuse (client-go tools/clientcmd/validation.go).
 */
export const contextClusterMissing = rule("context-cluster-missing", "error", function* ({ facts }) {
  const suggest = suggester(facts.effective.clusters.keys());
  for (const { entry, cluster } of facts.contexts) {
    if (cluster.kind === "found") continue;
    const context = shown(entry.name);
    const place = entry.cluster ? placeOf(entry, entry.cluster) : nameOf(entry);
    if (cluster.kind === "unset") {
      const message = say(
        'Context "{0}" names no cluster, so kubectl goes to localhost:8080 unless --cluster or --server is given: set cluster to the name of an entry under clusters.',
        context,
      );
      yield { ...place, message, severity: "warning" };
      continue;
    }
    const suggestion = suggest(cluster.name);
    const message =
      suggestion === undefined
        ? say(
            'Context "{0}" names cluster "{1}", which does not exist, so kubectl goes to localhost:8080: add the cluster or name one that exists.',
            context,
            shown(cluster.name),
          )
        : say(
            'Context "{0}" names cluster "{1}", which does not exist, so kubectl goes to localhost:8080. Did you mean "{2}"?',
            context,
            shown(cluster.name),
            shown(suggestion),
          );
    yield { ...place, message, ...(suggestion !== undefined && { data: { suggestion } }) };
  }
});
