import type { Impersonation } from "../connection/model.ts";

export type Headers = Record<string, string | readonly string[]>;

/**
 * The headers of impersonation, as client-go's NewImpersonatingRoundTripper sets them (transport/round_trippers.go). The names of
 * extra values are escaped as headerKeyEscape does it.
 */
export function impersonationHeaders(as: Impersonation | undefined): Headers {
  if (as === undefined) return {};
  const headers: Record<string, string | string[]> = { "Impersonate-User": headerText(as.user) };
  if (as.uid !== undefined) headers["Impersonate-Uid"] = headerText(as.uid);
  if (as.groups.length > 0) headers["Impersonate-Group"] = as.groups.map(headerText);
  for (const [name, value] of as.extra) {
    const header = `Impersonate-Extra-${escapedKey(name)}`;
    const before = headers[header];
    headers[header] = [...(Array.isArray(before) ? before : []), headerText(value)];
  }
  return headers;
}

/** As Go writes a header: in UTF-8, which Node wants a byte a character. */
export function headerText(value: string): string {
  return Buffer.from(value, "utf8").toString("latin1");
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
