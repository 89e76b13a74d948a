import { uriHost } from "../../src/core/go/url.ts";

/** What Go leaves unescaped in each part of a URI (net/url encoding_table.go). */
const SAFE = {
  user: /^[A-Za-z0-9\-._~$&+,;=]$/,
  host: /^[A-Za-z0-9\-._~!"$&'()*+,:;<=>[\]]$/,
  path: /^[A-Za-z0-9\-._~$&+,/:;=@]$/,
  fragment: /^[A-Za-z0-9\-._~!$&()*+,/:;=?@]$/,
} as const;

/** What Go keeps as it is written in a path or fragment, beside what it would not escape (net/url validEncoded). */
const KEPT = /^[!$&'()*+,;=:@[\]%]$/;

/** A URI that Go accepts, as its `URL.String` writes it; `uri` is ASCII. */
export function goUriText(uri: string): string {
  const [, main = "", fragment = ""] = /^([^#]*)(?:#(.*))?$/s.exec(uri) ?? [];
  const end = fragment === "" ? "" : `#${kept(fragment, SAFE.fragment)}`;
  const [, scheme = "", hierarchy = "", query = ""] =
    /^(?:([A-Za-z][A-Za-z0-9+.-]*):)?([^?]*)(\?.*)?$/s.exec(main) ?? [];
  const start = scheme === "" ? "" : `${scheme.toLowerCase()}:`;
  if (scheme !== "" && !hierarchy.startsWith("/")) return `${start}${hierarchy}${query}${end}`;
  const hasAuthority = hierarchy.startsWith("//") && (scheme !== "" || !hierarchy.startsWith("///"));
  const [, authority = "", path = ""] = hasAuthority
    ? (/^\/\/([^/]*)(.*)$/s.exec(hierarchy) ?? [])
    : ["", "", hierarchy];
  const slashes = hasAuthority && (authority !== "" || path !== "") ? "//" : "";
  const written = kept(path, SAFE.path);
  const dot = `${start}${slashes}${authority}` === "" && written.split("/", 1)[0]?.includes(":") ? "./" : "";
  return `${start}${slashes}${authorityText(authority, main)}${dot}${written}${query}${end}`;
}

function authorityText(authority: string, main: string): string {
  const at = authority.lastIndexOf("@");
  const host = escaped(uriHost(main) ?? "", SAFE.host);
  if (at < 0) return host;
  const [user = "", ...password] = authority.slice(0, at).split(":");
  const parts = [user, ...(password.length > 0 ? [password.join(":")] : [])];
  return `${parts.map(part => escaped(decode(part), SAFE.user)).join(":")}@${host}`;
}

function kept(text: string, safe: RegExp): string {
  return [...text].every(each => KEPT.test(each) || safe.test(each)) ? text : escaped(decode(text), safe);
}

function decode(text: string): string {
  return text.replace(/%(..)/gs, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

function escaped(bytes: string, safe: RegExp): string {
  return bytes.replace(/./gs, each =>
    safe.test(each) ? each : `%${each.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`,
  );
}
