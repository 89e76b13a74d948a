import { parseIpAddress } from "./ip-address.ts";

/**
 * The host of a URI as Go's `url.Parse` takes it, empty when there is none, or undefined when Go refuses the URI
 * (net/url). `uri` is ASCII.
 */
export function uriHost(uri: string): string | undefined {
  const hash = uri.indexOf("#");
  const main = hash < 0 ? uri : uri.slice(0, hash);
  const fragment = hash < 0 ? "" : uri.slice(hash + 1);
  const host = hostOf(main);
  return host !== undefined && percentDecode(fragment, "any") !== undefined ? host : undefined;
}

function hostOf(uri: string): string | undefined {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: Go refuses exactly these.
  if (/[\x00-\x1f\x7f]/.test(uri)) {
    return undefined;
  }
  if (uri === "*") {
    return "";
  }
  if (uri.startsWith(":")) {
    return undefined;
  }
  const scheme = /^([a-zA-Z][a-zA-Z0-9+.-]*):/.exec(uri)?.[1] ?? "";
  const afterScheme = scheme === "" ? uri : uri.slice(scheme.length + 1);
  const question = afterScheme.indexOf("?");
  const hierarchy = question < 0 ? afterScheme : afterScheme.slice(0, question);
  if (!hierarchy.startsWith("/")) {
    const segment = hierarchy.split("/", 1)[0] ?? "";
    return relativeHost(scheme, segment, hierarchy);
  }
  if (!hierarchy.startsWith("//") || (scheme === "" && hierarchy.startsWith("///"))) {
    return percentDecode(hierarchy, "any") === undefined ? undefined : "";
  }
  const slash = hierarchy.indexOf("/", 2);
  const authority = hierarchy.slice(2, slash < 0 ? undefined : slash);
  const path = slash < 0 ? "" : hierarchy.slice(slash);
  return percentDecode(path, "any") === undefined
    ? undefined
    : authorityHost(scheme.toLowerCase(), authority);
}

function relativeHost(scheme: string, segment: string, path: string): string | undefined {
  if (scheme !== "") {
    return "";
  }
  return segment.includes(":") || percentDecode(path, "any") === undefined ? undefined : "";
}

function authorityHost(scheme: string, authority: string): string | undefined {
  const at = authority.lastIndexOf("@");
  if (at < 0) {
    return parseHost(scheme, authority);
  }
  const userinfo = authority.slice(0, at);
  const valid =
    /^[A-Za-z0-9\-._:~!$&'()*+,;=%@]*$/.test(userinfo) && percentDecode(userinfo, "any") !== undefined;
  return valid ? parseHost(scheme, authority.slice(at + 1)) : undefined;
}

function parseHost(scheme: string, host: string): string | undefined {
  const open = host.lastIndexOf("[");
  if (open > 0) {
    return undefined;
  }
  if (open === 0) {
    return parseIpLiteral(host);
  }
  const strict = scheme === "http" || scheme === "https";
  const colon = strict ? host.indexOf(":") : host.lastIndexOf(":");
  return colon >= 0 && !isPort(host.slice(colon)) ? undefined : percentDecode(host, "host");
}

function parseIpLiteral(host: string): string | undefined {
  const close = host.lastIndexOf("]");
  const port = host.slice(close + 1);
  if (close < 0 || (port !== "" && !isPort(port))) {
    return undefined;
  }
  const inside = host.slice(1, close);
  const zone = inside.indexOf("%25");
  const address = percentDecode(zone < 0 ? inside : inside.slice(0, zone), "host");
  const zoneText = zone < 0 ? "" : percentDecode(inside.slice(zone), "zone");
  if (address === undefined || zoneText === undefined || parseIpAddress(address + zoneText)?.family !== 6) {
    return undefined;
  }
  return `[${address}${zoneText}]${port}`;
}

function isPort(text: string): boolean {
  return /^:\d*$/.test(text);
}

function isHostByte(byte: number): boolean {
  return byte > 0x20 && byte < 0x7f && !/[#%/?@\\^`{|}]/.test(String.fromCharCode(byte));
}

/** Percent-decode a host to one UTF-16 unit a byte; undefined where Go fails in that part. Other parts are only checked. */
function percentDecode(text: string, part: "any" | "host" | "zone"): string | undefined {
  if (part !== "any" && /[ #/?@\\^`{|}]/.test(text)) {
    return undefined;
  }
  if (/%(?![0-9a-fA-F]{2})/.test(text)) {
    return undefined;
  }
  if (part === "any") {
    return text;
  }
  let allowed = true;
  const decoded = text.replace(/%(..)/g, (sequence, hex: string) => {
    const byte = Number.parseInt(hex, 16);
    if (part === "host") {
      allowed &&= byte >= 0x80 || sequence === "%25";
    } else if (part === "zone") {
      allowed &&= byte === 0x20 || byte === 0x25 || isHostByte(byte);
    }
    return String.fromCharCode(byte);
  });
  return allowed ? decoded : undefined;
}

/** Go's lenient idea of a domain name (crypto/x509 domainNameValid); a constraint may begin with a period. */
export function isDomainName(text: string, constraint: boolean): boolean {
  const name = constraint && text.startsWith(".") ? text.slice(1) : text;
  if (text === "") {
    return true;
  }
  return !text.endsWith(".") && /^[\x21-\x7e]*$/.test(name) && !/^\.|\.\./.test(name);
}
