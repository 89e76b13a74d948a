import { type GoUrl, parseGoUrl } from "../../core/go/url.ts";
import { shownAddress } from "../../core/kubeconfig/secrecy.ts";
import { say } from "../../core/message.ts";
import type { NotDone, Result } from "../../core/result.ts";
import { hostPort } from "./endpoint.ts";
import { loginOf } from "./login.ts";
import type { Endpoint, ProxyServer } from "./model.ts";
import { isExempt } from "./no-proxy.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

/** net/http, canonicalAddr: a proxy of another scheme has no port unless it says one. */
const PORTS: Readonly<Record<string, number>> = { http: 80, https: 443, socks5: 1080, socks5h: 1080 };

/** The `proxy-url` of a cluster, which counts for every host (client-go rest/config.go, Proxy). */
export function proxyOfCluster(text: string): ProxyServer | undefined {
  const url = parseGoUrl(text);
  return url && proxyOf(url, text, "proxy-url");
}

/**
 * The proxy that Go takes from the environment (golang.org/x/net/http/httpproxy): by the scheme of the server, unless `NO_PROXY`
 * or a loopback address says otherwise.
 * @returns a refusal where a program that a web server started is to trust HTTP_PROXY, which may come from a header
 */
export function proxyOfEnvironment(
  endpoint: Endpoint,
  env: Environment,
): Result<ProxyServer | undefined, NotDone> {
  const text = endpoint.tls ? variable(env, "HTTPS_PROXY") : variable(env, "HTTP_PROXY");
  const proxy = text === "" ? undefined : parseProxy(text);
  if (proxy === undefined) return { ok: true, value: undefined };
  if (!endpoint.tls && env["REQUEST_METHOD"]) {
    const reason = say(
      "kubectl does not use HTTP_PROXY where REQUEST_METHOD is set, as it is in a CGI program, and stops. Unset one of the two.",
    );
    return { ok: false, reason };
  }
  return { ok: true, value: isExempt(endpoint, variable(env, "NO_PROXY")) ? undefined : proxy };
}

/** Whatever Go can read is a proxy, also where nothing can be reached by it. */
function parseProxy(text: string): ProxyServer | undefined {
  const url = parseGoUrl(text);
  if (url !== undefined && url.scheme !== "" && url.host !== "") return proxyOf(url, text, "environment");
  const assumed = parseGoUrl(`http://${text}`);
  if (assumed !== undefined) return proxyOf(assumed, `http://${text}`, "environment");
  return url && proxyOf(url, text, "environment");
}

/** The upper case comes first, as in what Go up to 1.26 carries; golang.org/x/net has turned that round since. */
function variable(env: Environment, name: string): string {
  return env[name] || env[name.toLowerCase()] || "";
}

function proxyOf(url: GoUrl, text: string, from: ProxyServer["from"]): ProxyServer {
  const login = loginOf(url.userinfo);
  return {
    kind: kindOf(url.scheme),
    ...hostPort(url.host, PORTS[url.scheme] ?? 0),
    ...(login && { login }),
    shown: shownAddress(text),
    from,
  };
}

/** net/http, dialConn: what it does not know is spoken to in HTTP. */
function kindOf(scheme: string): ProxyServer["kind"] {
  if (scheme === "socks5" || scheme === "socks5h") return "socks5";
  return scheme === "https" ? "https" : "http";
}
