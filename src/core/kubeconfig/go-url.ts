/**
 * URLs as Go's net/url takes them, as far as client-go looks at them. The browser's URL accepts and repairs much that
 * Go refuses, so it is no help here.
 */
export interface GoUrl {
  /** Lower case; `""` where there is none. */
  readonly scheme: string;
  /** With its port; `""` where there is none. */
  readonly host: string;
  /** Not decoded. */
  readonly path: string;
  /** What follows the scheme where that is no `/`. */
  readonly opaque: string;
}

export type GoUrlResult = { readonly ok: true; readonly url: GoUrl } | { readonly ok: false };

const refused: GoUrlResult = { ok: false };

/** net/url Parse. */
export function parseGoUrl(text: string): GoUrlResult {
  const hash = text.indexOf("#");
  const raw = hash < 0 ? text : text.slice(0, hash);
  const result = parse(raw);
  return result.ok && hash >= 0 && !isEscaped(text.slice(hash + 1)) ? refused : result;
}

function parse(raw: string): GoUrlResult {
  if (hasControlCharacter(raw)) return refused;
  if (raw === "*") return { ok: true, url: { scheme: "", host: "", path: "*", opaque: "" } };
  if (raw.startsWith(":")) return refused;
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(raw)?.[1] ?? "";
  const rest = (scheme === "" ? raw : raw.slice(scheme.length + 1)).replace(/\?.*$/s, "");
  if (!rest.startsWith("/")) return rootless(scheme, rest);
  if (!rest.startsWith("//") || (scheme === "" && rest.startsWith("///"))) return withPath(scheme, "", rest);
  const slash = rest.indexOf("/", 2);
  const authority = slash < 0 ? rest.slice(2) : rest.slice(2, slash);
  const host = hostOf(scheme.toLowerCase(), authority);
  return host === undefined ? refused : withPath(scheme, host, slash < 0 ? "" : rest.slice(slash));
}

function rootless(scheme: string, rest: string): GoUrlResult {
  if (scheme !== "") {
    return { ok: true, url: { scheme: scheme.toLowerCase(), host: "", path: "", opaque: rest } };
  }
  const segment = rest.split("/", 1)[0] ?? "";
  return segment.includes(":") ? refused : withPath("", "", rest);
}

function withPath(scheme: string, host: string, path: string): GoUrlResult {
  return isEscaped(path)
    ? { ok: true, url: { scheme: scheme.toLowerCase(), host, path, opaque: "" } }
    : refused;
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

/** Only bytes beyond ASCII may be escaped in a host, and `%25`; of ASCII only some may stand there at all. */
function unescapeHost(host: string): string | undefined {
  if (/[^\x80-\uffffa-z0-9\-._~!$&'()*+,;=:[\]<>"%]/i.test(host)) return undefined;
  return /%(?!25|[89a-f][0-9a-f])/i.test(host) ? undefined : host;
}

function bracketedHost(host: string): string | undefined {
  const close = host.lastIndexOf("]");
  if (close < 0 || !isOptionalPort(host.slice(close + 1))) return undefined;
  const inside = host.slice(1, close);
  const zone = inside.indexOf("%25");
  const address = zone < 0 ? inside : inside.slice(0, zone);
  if (zone >= 0 && !isZone(inside.slice(zone))) return undefined;
  return isIPv6(address) ? host : undefined;
}

/** After `%25` at least one character, escaped or not, that may stand in a host, or an escaped space. */
function isZone(zone: string): boolean {
  return /^%25(?:[^\x00-\x7f]|[a-z0-9\-._~!$&'()*+,;=:[\]<>"]|%(?:2[0-9a-f]|[3-7][0-9a-f]|[89a-f][0-9a-f]))+$/i.test(
    zone,
  );
}

/** netip.ParseAddr for what is no IPv4 address. */
function isIPv6(address: string): boolean {
  const v4 = /^(.*:)(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(address);
  if (v4) {
    const octets = v4.slice(2);
    if (octets.some(octet => Number(octet) > 255 || (octet.length > 1 && octet.startsWith("0"))))
      return false;
    return isIPv6(`${v4[1] ?? ""}0:0`);
  }
  const halves = address.split("::");
  if (halves.length > 2) return false;
  const groups = halves.map(half => (half === "" ? [] : half.split(":")));
  const all = groups.flat();
  if (!all.every(group => /^[0-9a-f]{1,4}$/i.test(group))) return false;
  return halves.length === 2 ? all.length < 8 : all.length === 8;
}
