import { parseIpAddress } from "./ip-address.ts";

/**
 * A URL as Go's net/url takes it, as far as client-go and crypto/x509 look at it. The browser's URL accepts and repairs
 * much that Go refuses, so it is no help here.
 */
export interface GoUrl {
  /** Lower case; `""` where there is none. */
  readonly scheme: string;
  /** User name and password before the host, as written; absent where there are none. May be secret. */
  readonly userinfo?: string;
  /** With its port; `""` where there is none. Not decoded. */
  readonly host: string;
  /** Not decoded. */
  readonly path: string;
  /** What follows the scheme where that is no `/`. */
  readonly opaque: string;
}

/** net/url Parse; undefined where Go refuses the text. */
export function parseGoUrl(text: string): GoUrl | undefined {
  const hash = text.indexOf("#");
  const url = parse(hash < 0 ? text : text.slice(0, hash));
  return hash >= 0 && !isEscaped(text.slice(hash + 1)) ? undefined : url;
}

/**
 * The host of a URI in a certificate, with its port and with its escapes decoded to one UTF-16 unit a byte; empty when
 * there is none, undefined when Go refuses the URI. `uri` is ASCII.
 */
export function uriHost(uri: string): string | undefined {
  return parseGoUrl(uri)?.host.replace(/%([0-9a-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

function parse(raw: string): GoUrl | undefined {
  if (hasControlCharacter(raw)) return undefined;
  if (raw === "*") return { scheme: "", host: "", path: "*", opaque: "" };
  if (raw.startsWith(":")) return undefined;
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(raw)?.[1] ?? "";
  const rest = (scheme === "" ? raw : raw.slice(scheme.length + 1)).replace(/\?.*$/s, "");
  if (!rest.startsWith("/")) return rootless(scheme, rest);
  if (!rest.startsWith("//") || (scheme === "" && rest.startsWith("///"))) return withPath(scheme, "", rest);
  const slash = rest.indexOf("/", 2);
  const authority = slash < 0 ? rest.slice(2) : rest.slice(2, slash);
  const host = hostOf(scheme.toLowerCase(), authority);
  const url = host === undefined ? undefined : withPath(scheme, host, slash < 0 ? "" : rest.slice(slash));
  const at = authority.lastIndexOf("@");
  return url === undefined || at < 0 ? url : { ...url, userinfo: authority.slice(0, at) };
}

function rootless(scheme: string, rest: string): GoUrl | undefined {
  if (scheme !== "") {
    return { scheme: scheme.toLowerCase(), host: "", path: "", opaque: rest };
  }
  const segment = rest.split("/", 1)[0] ?? "";
  return segment.includes(":") ? undefined : withPath("", "", rest);
}

function withPath(scheme: string, host: string, path: string): GoUrl | undefined {
  return isEscaped(path) ? { scheme: scheme.toLowerCase(), host, path, opaque: "" } : undefined;
}

/** Every `%` starts an escape. */
function isEscaped(text: string): boolean {
  return !/%(?![0-9a-f]{2})/i.test(text);
}

function hasControlCharacter(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x20 || unit === 0x7f) return true;
  }
  return false;
}

/** parseAuthority: the host with its port, without user information; undefined where Go refuses it. */
function hostOf(scheme: string, authority: string): string | undefined {
  const at = authority.lastIndexOf("@");
  const userinfo = at < 0 ? "" : authority.slice(0, at);
  if (!/^[a-z0-9\-._:~!$&'()*+,;=%@]*$/i.test(userinfo) || !isEscaped(userinfo)) return undefined;
  const host = authority.slice(at + 1);
  const open = host.lastIndexOf("[");
  if (open > 0) return undefined;
  if (open === 0) return bracketedHost(host);
  const colon = scheme === "http" || scheme === "https" ? host.indexOf(":") : host.lastIndexOf(":");
  if (colon >= 0 && !isOptionalPort(host.slice(colon))) return undefined;
  return unescapeHost(host);
}

function isOptionalPort(text: string): boolean {
  return /^(?::[0-9]*)?$/.test(text);
}

/** What may stand in a host as it is, of ASCII. */
const hostCharacter = /^[a-z0-9\-._~!$&'()*+,;=:[\]<>"]$/i;

/** What may not stand in a zone beside escapes: of ASCII, what may not stand in a host. */
const notInZone = /[^a-z0-9\-._~!$&'()*+,;=:[\]<>"\u0080-\uffff]/i;

/** Only bytes beyond ASCII may be escaped in a host, and `%25`; of ASCII only some may stand there at all. */
function unescapeHost(host: string): string | undefined {
  if (/[^\x80-\uffffa-z0-9\-._~!$&'()*+,;=:[\]<>"%]/i.test(host)) return undefined;
  return /%(?!25|[89a-f][0-9a-f])/i.test(host) ? undefined : host;
}

/** Between the brackets stands an IPv6 address, after `%25` its zone. */
function bracketedHost(host: string): string | undefined {
  const close = host.lastIndexOf("]");
  if (close < 0 || !isOptionalPort(host.slice(close + 1))) return undefined;
  const inside = host.slice(1, close);
  const at = inside.indexOf("%25");
  const zone = at < 0 ? "" : unescapeZone(inside.slice(at));
  const address = unescapeHost(at < 0 ? inside : inside.slice(0, at));
  if (zone === undefined || address === undefined) return undefined;
  return parseIpAddress(address + zone)?.octets.length === 16 ? host : undefined;
}

/** RFC 6874: a zone may escape what could stand there anyway, `%` and a space. */
function unescapeZone(zone: string): string | undefined {
  if (notInZone.test(zone.replace(/%[0-9a-f]{2}/gi, ""))) return undefined;
  let allowed = true;
  const unescaped = zone.replace(/%(..)/g, (each, hex: string) => {
    const character = String.fromCharCode(Number.parseInt(hex, 16));
    allowed &&= each === "%25" || each === "%20" || hostCharacter.test(character);
    return character;
  });
  return allowed ? unescaped : undefined;
}
