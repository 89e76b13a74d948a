import { isPlainHttp } from "../kubeconfig/server.ts";
import { say } from "../message.ts";
import { nameOf, placeOf } from "./place.ts";
import { rule } from "./rule.ts";
import { shown } from "./words.ts";

/** Over http client-go reads no credential at all: tools/clientcmd/client_config.go, ClientConfig. */
export const httpWithCredentials = rule("http-with-credentials", "warning", function* ({ facts }) {
  const done = new Set<string>();
  for (const { cluster, user, entry: context } of facts.contexts) {
    if (cluster.kind !== "found" || user.kind !== "found" || !cluster.entry.server) continue;
    const server = facts.clusters.get(cluster.entry)?.server;
    if (!server || !isPlainHttp(server) || (server.kind === "url" && server.schemeless)) continue;
    if ((facts.users.get(user.entry)?.methods.length ?? 0) === 0) continue;
    const place = placeOf(cluster.entry, cluster.entry.server);
    const id = `${place.source} ${place.span.start}`;
    if (done.has(id)) continue;
    done.add(id);
    const message = say(
      'The server of cluster "{0}" is plain http: nothing is encrypted, and kubectl sends no credential, so user "{1}" of context "{2}" is not used. Use https if the server speaks it.',
      shown(cluster.entry.name),
      shown(user.name),
      shown(context.name),
    );
    yield {
      ...place,
      message,
      related: [{ ...nameOf(user.entry), message: say("The user that is not used") }],
    };
  }
});
