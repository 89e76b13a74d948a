import { decodeBase64 } from "../bytes/base64.ts";
import { lenientUtf8Text } from "../bytes/bytes.ts";
import { type Message, say } from "../message.ts";

const BEGIN = "-----BEGIN ";
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

/** The first that begins says it for all. */
function unreadBlock(text: string, at: number): Message {
  const lineEnd = lineEndAfter(text, at);
  const line = text.slice(at, Math.min(lineEnd, at + BEGINNING));
  if (line.includes("-----\\n")) {
    return say("its line breaks are written as {0}, which only double quotes in YAML turn into such", "\\n");
  }
  if (at > 0 && text[at - 1] !== "\n") {
    return say("something stands before -----BEGIN on its line");
  }
  const label = /^-----BEGIN (.*?)-----[ \t]*\r?$/.exec(line)?.[1];
  if (label === undefined) {
    return say("its BEGIN line does not end with five dashes");
  }
  const close = text.indexOf("\n-----END ", lineEnd);
  const next = text.indexOf(BEGIN, lineEnd);
  if (close < 0 || (next >= 0 && next < close)) {
    return say("its END line is missing");
  }
  const closing = text.slice(close + 1, lineEndAfter(text, close + 1)).trimEnd();
  return closing === `-----END ${label}-----`
    ? say("the base64 between BEGIN and END is broken")
    : say("its END line is not that of its BEGIN line");
}

function lineEndAfter(text: string, at: number): number {
  const lineEnd = text.indexOf("\n", at);
  return lineEnd < 0 ? text.length : lineEnd;
}
