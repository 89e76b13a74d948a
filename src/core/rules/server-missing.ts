import { say } from "../message.ts";
import { nameOf, placeOf } from "./place.ts";
import { rule } from "./rule.ts";
import { shown } from "./words.ts";

/** A cluster without a server: client-go tools/clientcmd/validation.go, validateClusterInfo. */
export const serverMissing = rule("server-missing", "error", function* ({ facts }) {
  for (const [entry, { server }] of facts.clusters) {
    if (server.kind !== "absent") continue;
    const message = say(
      'Cluster "{0}" has no server, so kubectl goes to localhost:8080: set server to the address of the API server, as https://host:6443.',
      shown(entry.name),
    );
    yield { ...(entry.server ? placeOf(entry, entry.server) : nameOf(entry)), message };
  }
});
