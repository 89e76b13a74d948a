import { shownAddress } from "../kubeconfig/secrecy.ts";
import { say } from "../message.ts";
import { placeOf } from "./place.ts";
import { rule } from "./rule.ts";
import { shown } from "./words.ts";

/** client-go rest/url_utils.go takes a server without a scheme as http, for want of TLS options at that point. */
export const serverWithoutScheme = rule("server-without-scheme", "warning", function* ({ facts }) {
  for (const [entry, { server }] of facts.clusters) {
    if (!entry.server || server.kind !== "url" || !server.schemeless) continue;
    const message = say(
      'The server of cluster "{0}" has no scheme, so kubectl speaks plain http to it and reads neither CA nor credentials: write it as https://{1}.',
      shown(entry.name),
      shownAddress(server.host),
    );
    yield { ...placeOf(entry, entry.server), message };
  }
});
