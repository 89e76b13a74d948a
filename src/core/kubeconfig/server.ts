import { say } from "../message.ts";
import type { ServerFacts } from "./facts-model.ts";
import { parseGoUrl } from "./go-url.ts";

/**
 * The server as client-go takes it before it has read any credential (rest/url_utils.go, DefaultServerURL): without a
 * scheme or a host it is taken as `http://` and the text, and may then have no path.
 */
export function serverFacts(server: string | undefined): ServerFacts {
  if (!server) return { kind: "absent" };
  const usual = /^(https?):\/\/([a-z0-9.-]+(?::\d+)?)\/?$/.exec(server);
  if (usual?.[1] && usual[2]) {
    return { kind: "url", scheme: usual[1], host: usual[2], url: server, schemeless: false };
  }
  const parsed = parseGoUrl(server);
  if (parsed.ok && parsed.url.scheme !== "" && parsed.url.host !== "") {
    const { scheme, host } = parsed.url;
    return { kind: "url", scheme, host, url: withoutQuery(server), schemeless: false };
  }
  const assumed = parseGoUrl(`http://${server}`);
  if (!assumed.ok) return { kind: "invalid", reason: say("Go cannot read it as a URL") };
  if (assumed.url.path !== "" && assumed.url.path !== "/") {
    return { kind: "invalid", reason: say("it must be a URL, or a host and port without a path") };
  }
  return { kind: "url", scheme: "http", host: assumed.url.host, url: `http://${server}`, schemeless: true };
}

/** client-go drops query and fragment of a server that has a path. */
function withoutQuery(server: string): string {
  return server.replace(/[?#].*$/s, "");
}

/** Whether kubectl reads credentials and the CA at all (rest/config.go, IsConfigTransportTLS). */
export function isTls(server: ServerFacts): boolean {
  return server.kind === "url" && server.scheme === "https";
}

/** Why clientcmd refuses a proxy-url, or undefined (client-go tools/clientcmd/helpers.go, parseProxyURL). */
export function proxyDefect(proxyUrl: string): { readonly scheme?: string } | undefined {
  const parsed = parseGoUrl(proxyUrl);
  if (!parsed.ok) return {};
  const { scheme } = parsed.url;
  return scheme === "http" || scheme === "https" || scheme === "socks5" ? undefined : { scheme };
}
