import { parseGoUrl } from "../go/url.ts";
import { say } from "../message.ts";
import type { ServerFacts } from "./facts-model.ts";
import { shownAddress } from "./secrecy.ts";

/**
 * The server as client-go takes it before it has read any credential (rest/url_utils.go, DefaultServerURL): without a
 * scheme or a host it is taken as `http://` and the text, and may then have no path.
 */
export function serverFacts(server: string | undefined): ServerFacts {
  if (!server) return { kind: "absent" };
  const usual = /^(https?):\/\/([a-z0-9.-]+(?::\d+)?)\/?$/.exec(server);
  if (usual?.[1] && usual[2]) {
    return { kind: "url", scheme: usual[1], host: usual[2], shown: server, schemeless: false };
  }
  const parsed = parseGoUrl(server);
  if (parsed !== undefined && parsed.scheme !== "" && parsed.host !== "") {
    const { scheme, host } = parsed;
    return { kind: "url", scheme, host, shown: shownAddress(server), schemeless: false };
  }
  // Calico wrote this; net/url takes it no longer (CVE-2025-47912).
  if (/^(?:https?:\/\/)?\[[0-9.]+\](?::\d+)?\/?$/.test(server)) {
    return {
      kind: "invalid",
      reason: say("brackets belong around IPv6 addresses only"),
      since: "1.24.8, 1.25.2",
    };
  }
  const assumed = parseGoUrl(`http://${server}`);
  if (assumed === undefined) return { kind: "invalid", reason: say("Go cannot read it as a URL") };
  if (assumed.path !== "" && assumed.path !== "/") {
    return { kind: "invalid", reason: say("it must be a URL, or a host and port without a path") };
  }
  return {
    kind: "url",
    scheme: "http",
    host: assumed.host,
    shown: shownAddress(`http://${server}`),
    schemeless: true,
  };
}

/**
 * Whether client-go reads credentials and the CA at all: only when the server is https
 * (tools/clientcmd/client_config.go, ClientConfig; rest/config.go, IsConfigTransportTLS).
 */
export function isTls(server: ServerFacts): boolean {
  return server.kind === "url" && server.scheme === "https";
}

/** http, said or by the lack of a scheme. */
export function isPlainHttp(server: ServerFacts): boolean {
  return server.kind === "url" && server.scheme === "http";
}

/** Why clientcmd refuses a proxy-url, or undefined (client-go tools/clientcmd/helpers.go, parseProxyURL). */
export function proxyDefect(proxyUrl: string): { readonly scheme?: string } | undefined {
  const parsed = parseGoUrl(proxyUrl);
  if (parsed === undefined) return {};
  const { scheme } = parsed;
  return scheme === "http" || scheme === "https" || scheme === "socks5" ? undefined : { scheme };
}
