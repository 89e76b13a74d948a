import { proxyDefect } from "../kubeconfig/server.ts";
import { type Message, say } from "../message.ts";
import { placeOf } from "./place.ts";
import { rule } from "./rule.ts";
import { shown } from "./words.ts";

/** client-go tools/clientcmd/helpers.go, parseProxyURL: http, https or socks5, and nothing without a scheme. */
export const proxyUrlInvalid = rule("proxy-url-invalid", "error", function* ({ facts }) {
  for (const entry of facts.clusters.keys()) {
    const field = entry.proxyUrl;
    const defect = field?.value ? proxyDefect(field.value) : undefined;
    if (!field || !defect) continue;
    yield {
      ...placeOf(entry, field),
      message: explain(entry.name, defect.scheme, field.value.includes("://")),
    };
  }
});

function explain(name: string, scheme: string | undefined, hasScheme: boolean): Message {
  const cluster = shown(name);
  if (hasScheme && scheme) {
    return say(
      'The proxy-url of cluster "{0}" has the scheme "{1}". kubectl refuses any but http, https and socks5: use one of them (with socks5 the proxy looks up names, as with socks5h elsewhere).',
      cluster,
      shown(scheme),
    );
  }
  return hasScheme
    ? say(
        'The proxy-url of cluster "{0}" is not a URL, and kubectl refuses it: write it as http://host:port, https://host:port or socks5://host:port.',
        cluster,
      )
    : say(
        'The proxy-url of cluster "{0}" has no scheme, and kubectl refuses it: write it as http://host:port, https://host:port or socks5://host:port.',
        cluster,
      );
}
