import { domainToASCII } from "node:url";
import { parseGoUrl } from "../../core/go/url.ts";
import type { ServerFacts } from "../../core/kubeconfig/facts-model.ts";
import { decodeEscapes } from "./bytes.ts";
import { loginOf } from "./login.ts";
import type { Endpoint, Login } from "./model.ts";

/** A host and a port, apart. */
export interface HostPort {
  readonly host: string;
  readonly port: number;
}

/** A host and its port, as a person writes them. */
export function addressOf({ host, port }: HostPort): string {
  return host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`;
}

/**
 * The host and port of a URL's authority (net/http, canonicalAddr): without brackets, a zone without its escape, and names in
 * ASCII.
 */
export function hostPort(authority: string, standard: number): HostPort {
  const [, bracketed, plain, port] = /^(?:\[(.*)\]|([^:]*))(?::(\d*))?$/s.exec(authority) ?? [];
  const host = bracketed === undefined ? asciiName(plain ?? authority) : decodeURIComponent(bracketed);
  return { host, port: port === undefined || port === "" ? standard : Number(port) };
}

/** IDNA, for names that are not in ASCII. */
export function asciiName(name: string): string {
  const decoded = name.includes("%") ? decodeURIComponent(name) : name;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII from its first to its last character
  return /^[\u0000-\u007f]*$/.test(decoded) ? decoded : domainToASCII(decoded) || decoded;
}

/** The server of a kubeconfig as client-go dials it (rest/url_utils.go, DefaultServerURL): the query goes. */
export function endpointOf(
  server: string,
  facts: ServerFacts & { readonly kind: "url" },
): { readonly endpoint: Endpoint; readonly login?: Login } {
  const url = parseGoUrl(facts.schemeless ? `http://${server}` : server);
  const tls = facts.scheme === "https";
  const login = loginOf(url?.userinfo);
  return {
    endpoint: {
      tls,
      ...hostPort(facts.host, tls ? 443 : 80),
      authority: hostHeader(facts.host),
      prefix: prefixOf(server, url?.path ?? ""),
      shown: facts.shown,
    },
    ...(login && { login }),
  };
}

/** Names in ASCII, no zone, no colon without a port (net/http, Request.write; httpguts, PunycodeHostPort). */
function hostHeader(authority: string): string {
  const name = hostPort(authority, 0).host.replace(/%.*$/s, "");
  const port = /:\d+$/.exec(authority.slice(authority.lastIndexOf("]") + 1))?.[0] ?? "";
  return `${name.includes(":") ? `[${name}]` : name}${port}`;
}

/**
 * What stands before the path of each request. A fragment belongs to the path where there is one, as clientcmd takes the server
 * for the URI of a request (client_config.go, ClientConfig: url.ParseRequestURI, which knows no fragments).
 */
function prefixOf(server: string, path: string): string {
  const whole = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*(\/[^?]+)/i.exec(server)?.[1];
  const bytes = decodeEscapes(whole?.includes("#") ? whole : path);
  return encodePath(cleanPath(bytes));
}

/** path.Clean of Go, without the last slash. */
function cleanPath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return parts.map(part => `/${part}`).join("");
}

/** net/url escape, for a path. @param path a character a byte */
function encodePath(path: string): string {
  return path.replace(
    /[^A-Za-z0-9\-_.~$&+,/:;=@]/g,
    byte => `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`,
  );
}
