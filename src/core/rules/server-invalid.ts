import { render, say } from "../message.ts";
import { placeOf } from "./place.ts";
import { rule } from "./rule.ts";
import { shown } from "./words.ts";

/** A server that client-go cannot make a URL of (rest/url_utils.go), or of a scheme that net/http does not speak. */
export const serverInvalid = rule("server-invalid", "error", function* ({ facts }) {
  for (const [entry, { server }] of facts.clusters) {
    if (!entry.server) continue;
    const place = placeOf(entry, entry.server);
    if (server.kind === "invalid" && server.since !== undefined) {
      const message = say(
        'The server of cluster "{0}" is not an address: {1}. A kubectl that was built with Go {2} or later stops with "host must be a URL or a host:port pair", an older one takes it: write it as https://host:6443.',
        shown(entry.name),
        render(server.reason),
        server.since,
      );
      yield { ...place, message, severity: "warning" };
    } else if (server.kind === "invalid") {
      const message = say(
        'The server of cluster "{0}" is not an address: {1}. kubectl stops with "host must be a URL or a host:port pair": write it as https://host:6443.',
        shown(entry.name),
        render(server.reason),
      );
      yield { ...place, message };
    } else if (server.kind === "url" && server.scheme !== "https" && server.scheme !== "http") {
      const message = say(
        'The server of cluster "{0}" has the scheme "{1}". kubectl stops with "unsupported protocol scheme": write it as https://host:6443.',
        shown(entry.name),
        shown(server.scheme),
      );
      yield { ...place, message };
    }
  }
});
