import { utf8Bytes } from "../connection/bytes.ts";
import type { Impersonation } from "../connection/model.ts";

export type Headers = Record<string, string | readonly string[]>;

/**
 * The headers of impersonation, as client-go's NewImpersonatingRoundTripper sets them (transport/round_trippers.go). The names of
 * extra values are escaped as headerKeyEscape does it.
 */
export function impersonationHeaders(as: Impersonation | undefined): Headers {
  if (as === undefined) return {};
  const headers: Record<string, string | string[]> = { "Impersonate-User": utf8Bytes(as.user) };
  if (as.uid !== undefined) headers["Impersonate-Uid"] = utf8Bytes(as.uid);
  if (as.groups.length > 0) headers["Impersonate-Group"] = as.groups.map(utf8Bytes);
  for (const [name, value] of as.extra) {
    // Keys that differ in case alone are one header.
    const header = `Impersonate-Extra-${escapedKey(name)}`.toLowerCase();
    const before = headers[header];
    headers[header] = [...(Array.isArray(before) ? before : []), utf8Bytes(value)];
  }
  return headers;
}

/**
 * The first header that Go would not send, for its value (httpguts, ValidHeaderFieldValue).
 * @returns its name as Go writes it (net/textproto, CanonicalMIMEHeaderKey)
 */
export function unsendableHeader(headers: Readonly<Headers>): string | undefined {
  const found = Object.entries(headers).find(
    ([, value]) => ![value].flat().every(each => /^[\t\x20-\x7e\x80-\xff]*$/.test(each)),
  );
  return found?.[0].toLowerCase().replace(/(?<=^|-)[a-z]/g, letter => letter.toUpperCase());
}

/** What RFC 9110 allows in the name of a header stands as it is, but for `%`. */
function escapedKey(key: string): string {
  return [...Buffer.from(key, "utf8")]
    .map(byte => {
      const character = String.fromCharCode(byte);
      return /[!#$&'*+\-.^_`|~0-9A-Za-z]/.test(character)
        ? character
        : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
    })
    .join("");
}
