import { domainToASCII } from "node:url";
import { parseGoUrl } from "../../core/go/url.ts";
import type { ServerFacts } from "../../core/kubeconfig/facts-model.ts";
import type { Endpoint, Login } from "./model.ts";

/** A host and a port, apart. */
export interface HostPort {
  readonly host: string;
  readonly port: number;
}

/**
 * The host and port of a URL's authority (net/http, canonicalAddr): without brackets, a zone without its escape, and names in
 * ASCII.
 */
export function hostPort(authority: string, standard: number): HostPort {
  const [, bracketed, plain, port] = /^(?:\[(.*)\]|([^:]*))(?::(\d*))?$/s.exec(authority) ?? [];
  const host = bracketed === undefined ? asciiOf(plain ?? authority) : decodeURIComponent(bracketed);
  return { host, port: port === undefined || port === "" ? standard : Number(port) };
}

function asciiOf(name: string): string {
  const decoded = name.includes("%") ? decodeURIComponent(name) : name;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII from its first to its last character
  return /^[\u0000-\u007f]*$/.test(decoded) ? decoded : domainToASCII(decoded) || decoded;
}

/** The user name and password of a URL. */
export function loginOf(userinfo: string | undefined): Login | undefined {
  if (userinfo === undefined) return undefined;
  const colon = userinfo.indexOf(":");
  const name = colon < 0 ? userinfo : userinfo.slice(0, colon);
  const password = colon < 0 ? "" : userinfo.slice(colon + 1);
  return { username: decodeBytes(name), password: decodeBytes(password) };
}

/** Escapes may spell bytes that are no UTF-8. */
function decodeBytes(text: string): string {
  const bytes = text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(bytes, "latin1").toString("utf8");
}

/** The server of a kubeconfig as client-go dials it (rest/url_utils.go, DefaultServerURL): query and fragment go. */
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
      authority: facts.host,
      prefix: cleanPath(url?.path ?? ""),
      shown: facts.shown,
    },
    ...(login && { login }),
  };
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
