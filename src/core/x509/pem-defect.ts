import { decodeBase64 } from "../bytes/base64.ts";
import { latin1, lenientUtf8Text } from "../bytes/bytes.ts";
import { type Message, say } from "../message.ts";

export const BEGIN = "-----BEGIN ";
/** How much of a text is looked at for a BEGIN line that is not seen, and how long one may be. */
const BEGINNING = 4096;

/** Why Go's encoding/pem, which says nothing, finds no block at all in a text. */
export function pemDefect(data: Uint8Array): Message {
  const text = lenientUtf8Text(data);
  const at = text.indexOf(BEGIN);
  return at < 0 ? withoutBegin(data, text) : unreadBlock(text, at);
}

function withoutBegin(data: Uint8Array, text: string): Message {
  if (text.trim() === "") {
    return say("nothing stands there");
  }
  if (isUtf16(data)) {
    return say("it is written in UTF-16, and must be saved as UTF-8");
  }
  if (data[0] === 0x30 && data.length > 64 && (data[1] ?? 0) >= 0x80) {
    return say("it is DER, the binary form");
  }
  const decoded = decodeBase64(text.replace(/\s+/g, ""));
  if (decoded.ok && lenientUtf8Text(decoded.value.subarray(0, BEGINNING)).includes(BEGIN)) {
    return say("it is PEM that was encoded as base64 twice");
  }
  return decoded.ok && decoded.value[0] === 0x30
    ? say("the BEGIN and END lines around the base64 are missing")
    : say("no line begins with -----BEGIN");
}

/** Why no block begins where a BEGIN stands. */
export function unreadBlock(text: string, at: number): Message {
  const lineEnd = lineEndAfter(text, at);
  const line = text.slice(at, Math.min(lineEnd, at + BEGINNING));
  if (line.includes("-----\\n")) {
    return say("its line breaks are written as {0}, which only double quotes in YAML turn into such", "\\n");
  }
  const before = text.slice(text.lastIndexOf("\n", at - 1) + 1, at);
  // As UTF-8, or byte by byte.
  if (before === "\ufeff" || before === "\xef\xbb\xbf") {
    return say("a byte order mark (U+FEFF), which nobody sees, stands before -----BEGIN and must go");
  }
  if (/-----END [^\n]*-----$/.test(before)) {
    return glued(before + line);
  }
  if (at > 0 && before !== "") {
    return say("something stands before -----BEGIN on its line");
  }
  const label = /^-----BEGIN (.*?)-----[ \t]*\r?$/.exec(line)?.[1];
  if (label === undefined) {
    return say("its BEGIN line does not end with five dashes");
  }
  const close = text.indexOf("\n-----END ", lineEnd);
  const next = text.indexOf(`\n${BEGIN}`, lineEnd);
  if (close < 0 || (next >= 0 && next < close)) {
    return say("its END line is missing");
  }
  const closing = text.slice(close + 1, lineEndAfter(text, close + 1)).trimEnd();
  if (/^-----END .*?-----+BEGIN /.test(closing)) {
    return glued(closing);
  }
  return closing === `-----END ${label}-----`
    ? say("the base64 between BEGIN and END is broken")
    : say("its END line is not that of its BEGIN line");
}

function glued(line: string): Message {
  return say('a line break is missing in "{0}"', line.trim().slice(0, LONGEST_LINE));
}

/** Shows END and BEGIN lines whole: characters. */
const LONGEST_LINE = 100;

/** By its byte order mark, or by every other byte of what would be ASCII. */
function isUtf16(data: Uint8Array): boolean {
  const [first, second] = data;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true;
  const start = latin1(data.subarray(0, 2 * BEGINNING));
  return start.includes("-\0-\0-\0") || start.includes("\0-\0-\0-");
}

function lineEndAfter(text: string, at: number): number {
  const lineEnd = text.indexOf("\n", at);
  return lineEnd < 0 ? text.length : lineEnd;
}
