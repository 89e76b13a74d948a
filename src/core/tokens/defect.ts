/** What keeps a bearer token from being right as it stands. */
export type TokenDefect =
  | "byte-order-mark"
  | "utf-16"
  | "control-character"
  | "blank"
  | "bearer"
  | "redacted"
  | "encoded";

/** `{"alg":` and `{"typ":` in base64url, and that in base64 once more, as the data of a Secret holds a token. */
const ENCODED_TWICE = /^ZXlK[a-zA-Z0-9+/=\r\n]+$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what net/http refuses in a header
const REFUSED = /[\u0000-\u0008\u000a-\u001f\u007f]/;
const UTF16 = /[^\0]\0[^\0]\0/;
const WHITE = /[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;

/** @param token as kubectl sends it */
export function tokenDefect(token: string): TokenDefect | undefined {
  if (token.startsWith("\ufeff")) return "byte-order-mark";
  if (UTF16.test(token)) return "utf-16";
  if (REFUSED.test(token)) return "control-character";
  if (token !== token.trim()) return "blank";
  if (/^bearer /i.test(token)) return "bearer";
  if (token === "REDACTED") return "redacted";
  return ENCODED_TWICE.test(token) ? "encoded" : undefined;
}

/** Without the white space around it, as Go's strings.TrimSpace has it: a byte order mark is none. */
export function trimmedAsGo(text: string): string {
  // Character by character: a regular expression for the end tries it from every blank.
  let start = 0;
  let end = text.length;
  while (start < end && WHITE.test(text.charAt(start))) start += 1;
  while (end > start && WHITE.test(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}
