import { isIP, isIPv6 } from "node:net";
import { parseIpAddress } from "../../core/go/ip-address.ts";
import { type GoUrl, parseGoUrl } from "../../core/go/url.ts";
import { shownAddress } from "../../core/kubeconfig/secrecy.ts";
import { hostPort, loginOf } from "./endpoint.ts";
import type { Endpoint, ProxyServer } from "./model.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

const PORTS: Readonly<Record<string, number>> = { http: 80, https: 443, socks5: 1080, socks5h: 1080 };

/** The `proxy-url` of a cluster, which counts for every host (client-go rest/config.go, Proxy). */
export function proxyOfCluster(text: string): ProxyServer | undefined {
  const url = parseGoUrl(text);
  return url && proxyOf(url, text, "proxy-url");
}

/**
 * The proxy that Go takes from the environment (golang.org/x/net/http/httpproxy): by the scheme of the server, unless `NO_PROXY`
 * or a loopback address says otherwise.
 */
export function proxyOfEnvironment(endpoint: Endpoint, env: Environment): ProxyServer | undefined {
  const text = endpoint.tls ? variable(env, "HTTPS_PROXY") : variable(env, "HTTP_PROXY");
  // A CGI program gets HTTP_PROXY from the header `ProxyServer` of whoever calls it.
  if (text === "" || (!endpoint.tls && env["REQUEST_METHOD"])) return undefined;
  if (isExempt(endpoint, variable(env, "NO_PROXY"))) return undefined;
  const url = parseGoUrl(text);
  if (url !== undefined && url.scheme in PORTS && url.host !== "") return proxyOf(url, text, "environment");
  const assumed = parseGoUrl(`http://${text}`);
  return assumed && proxyOf(assumed, `http://${text}`, "environment");
}

function variable(env: Environment, name: string): string {
  return env[name] || env[name.toLowerCase()] || "";
}

function proxyOf(url: GoUrl, text: string, from: ProxyServer["from"]): ProxyServer | undefined {
  const port = PORTS[url.scheme];
  if (port === undefined) return undefined;
  const kind = url.scheme === "http" || url.scheme === "https" ? url.scheme : "socks5";
  const login = loginOf(url.userinfo);
  return { kind, ...hostPort(url.host, port), ...(login && { login }), shown: shownAddress(text), from };
}

/** httpproxy's useProxy, the other way round. */
function isExempt({ host, port }: Endpoint, noProxy: string): boolean {
  const name = host.toLowerCase();
  if (name === "localhost" || isLoopback(name)) return true;
  for (const entry of noProxy.split(",")) {
    const rule = entry.trim().toLowerCase();
    if (rule === "*" || (rule !== "" && matches(rule, name, port))) return true;
  }
  return false;
}

function isLoopback(host: string): boolean {
  const octets = parseIpAddress(host)?.octets;
  if (octets === undefined) return false;
  const last = octets.subarray(-4);
  if (octets.length === 4) return octets[0] === 127;
  const isMapped = octets.subarray(0, 10).every(octet => octet === 0) && octets[10] === 0xff;
  return isMapped ? last[0] === 127 : octets.every((octet, index) => octet === (index === 15 ? 1 : 0));
}

function matches(rule: string, name: string, port: number): boolean {
  const network = /^(.+)\/(\d+)$/.exec(rule);
  if (network?.[1] && isIP(network[1]) !== 0) return isWithin(name, network[1], Number(network[2]));
  const { host, port: only } = ruleOf(rule);
  if (only !== "" && only !== String(port)) return false;
  if (isIP(host) !== 0) return sameAddress(host, name);
  if (host === "") return false;
  const suffix = host.startsWith("*.") ? host.slice(1) : host;
  if (suffix.startsWith(".")) return name.endsWith(suffix);
  return name === suffix || name.endsWith(`.${suffix}`);
}

/** A port at the end counts only where what stands before it is a name, an IPv4 address or in brackets. */
function ruleOf(rule: string): { readonly host: string; readonly port: string } {
  if (isIPv6(rule)) return { host: rule, port: "" };
  const [, bracketed, plain, port] = /^(?:\[(.*)\]|([^:]*))(?::(\d*))?$/.exec(rule) ?? [];
  return { host: bracketed ?? plain ?? rule, port: port ?? "" };
}

function sameAddress(a: string, b: string): boolean {
  const [first, second] = [wide(a), wide(b)];
  return first !== undefined && second !== undefined && Buffer.compare(first, second) === 0;
}

function isWithin(name: string, network: string, bits: number): boolean {
  const [address, base] = [wide(name), wide(network)];
  if (address === undefined || base === undefined) return false;
  const length = isIPv6(network) ? bits : bits + 96;
  for (let bit = 0; bit < length; bit++) {
    const mask = 0x80 >> (bit % 8);
    const index = bit >> 3;
    if (((address[index] ?? 0) & mask) !== ((base[index] ?? 0) & mask)) return false;
  }
  return true;
}

/** An address in sixteen bytes, as Go's net.IP has it. */
function wide(text: string): Uint8Array | undefined {
  const octets = parseIpAddress(text)?.octets;
  if (octets === undefined || octets.length === 16) return octets;
  return Uint8Array.from([...new Array<number>(10).fill(0), 0xff, 0xff, ...octets]);
}
