import { decodeBase64 } from "../bytes/base64.ts";
import { latin1, lenientUtf8Text } from "../bytes/bytes.ts";
import { type Message, say } from "../message.ts";
import { binaryForm } from "./binary-form.ts";

export const BEGIN = "-----BEGIN ";
/** How much of a text is looked at for a BEGIN line that is not seen, and how long one may be. */
const BEGINNING = 4096;
/** A line that is meant to be BEGIN, in dashes, capitals or blanks that Go does not take. */
const ALMOST_BEGIN = /^[^\S\n]*[-\u2010-\u2015]+[^\S\n]*BEGIN\b/imu;

/**
 * Why Go's encoding/pem, which says nothing, finds no block at all in a text.
 * @param isDecoded whether the text stood in base64, as in a field that ends with `-data`
 */
export function pemDefect(data: Uint8Array, isDecoded = true): Message {
  const text = lenientUtf8Text(data);
  const at = text.indexOf(BEGIN);
  return at < 0 ? withoutBegin(data, text, isDecoded) : unreadBlock(text, at);
}

function withoutBegin(data: Uint8Array, text: string, isDecoded: boolean): Message {
  if (text.trim() === "") {
    return say("nothing stands there");
  }
  const encoding = wideEncoding(data);
  if (encoding !== undefined) {
    return say("it is written in {0}, and must be saved as UTF-8", encoding);
  }
  const binary = binaryForm(data);
  if (binary !== undefined) {
    return binary;
  }
  const decoded = decodeBase64(text.replace(/\s+/g, ""));
  if (decoded.ok && lenientUtf8Text(decoded.value.subarray(0, BEGINNING)).includes(BEGIN)) {
    return isDecoded
      ? say("it is PEM that was encoded as base64 twice")
      : say("it is base64 of PEM, which base64 -d makes of it");
  }
  if (decoded.ok && decoded.value[0] === 0x30) {
    return say("the BEGIN and END lines around the base64 are missing");
  }
  return ALMOST_BEGIN.test(text) || text.includes("-----END ")
    ? withoutBeginLine(text)
    : say("no line begins with -----BEGIN");
}

/** What is wrong with the line before the base64 of a block that no BEGIN begins. */
export function withoutBeginLine(before: string): Message {
  return ALMOST_BEGIN.test(before)
    ? say("its BEGIN line is misspelt, and must be five hyphens, BEGIN, a blank, the label, five hyphens")
    : say("its BEGIN line is missing");
}

/** Why no block begins where a BEGIN stands. */
export function unreadBlock(text: string, at: number): Message {
  const lineEnd = lineEndAfter(text, at);
  const line = text.slice(at, Math.min(lineEnd, at + BEGINNING));
  const before = text.slice(text.lastIndexOf("\n", at - 1) + 1, at);
  return (
    wrongLineBreaks(before, line) ??
    wrongBefore(before, line) ??
    wrongBeginLine(line) ??
    wrongRest(text.slice(at), line.length)
  );
}

function wrongLineBreaks(before: string, line: string): Message | undefined {
  if (line.includes("-----\\n")) {
    return say("its line breaks are written as {0}, which only double quotes in YAML turn into such", "\\n");
  }
  return /\r(?!$)/.test(before + line) ? say("its lines end with CR alone, and must end with LF") : undefined;
}

function wrongBefore(before: string, line: string): Message | undefined {
  if (before === "") return undefined;
  if (before === "\ufeff") {
    return say("a byte order mark (U+FEFF), which nobody sees, stands before -----BEGIN and must go");
  }
  if (before.includes("\0")) {
    return say("what stands before -----BEGIN on its line is written in UTF-16");
  }
  const invisible = /^\s*([^\P{Cf}\ufeff]|[^\P{Zs} ])/u.exec(before)?.[1];
  if (invisible !== undefined) {
    return say("{0}, which nobody sees, stands before -----BEGIN and must go", codePoint(invisible));
  }
  if (before.trim() === "") return say("blanks stand before -----BEGIN on its line and must go");
  if (isComment(before)) return say("it is commented out");
  return glued(before + line) ?? say("something stands before -----BEGIN on its line");
}

/** Whether a line is a comment by how it begins, which Go takes for text between blocks like any other. */
export function isComment(line: string): boolean {
  return /^\s*(?:#|\/\/|;)/.test(line);
}

function wrongBeginLine(line: string): Message | undefined {
  if (/^-----BEGIN [^-\n]*-----[ \t]*\r?$/.test(line)) return undefined;
  if (/^-----BEGIN [^-\n]*-----.*-----END /.test(line)) {
    return say("it stands on one line, and its line breaks are missing");
  }
  return /^-----BEGIN [^-\n]*-----[A-Za-z0-9+/=\s]{20}/.test(line)
    ? say("a line break is missing after its BEGIN line")
    : say("its BEGIN line does not end with five dashes");
}

/** @param text begins with a BEGIN line of so many characters that is right in itself */
function wrongRest(text: string, length: number): Message {
  const label = text.slice(BEGIN.length, text.indexOf("-----", BEGIN.length));
  const close = text.indexOf("\n-----END ", length);
  const next = text.indexOf(`\n${BEGIN}`, length);
  if (close < 0 || (next >= 0 && next < close)) {
    const body = text.slice(length, next < 0 ? undefined : next);
    return body.includes("-----END ")
      ? say("a line break is missing before its END line")
      : say("its END line is missing");
  }
  const closing = text.slice(close + 1, lineEndAfter(text, close + 1)).trimEnd();
  const end = `-----END ${label}-----`;
  if (closing === end) return brokenBase64(text.slice(length, close));
  const reason = glued(closing);
  if (reason !== undefined) return reason;
  return closing.startsWith(end)
    ? say("something stands behind its END line")
    : say("its END line is not that of its BEGIN line");
}

function brokenBase64(body: string): Message {
  const odd = /[^\P{Cf}]|[^\P{Zs} ]/u.exec(body)?.[0];
  return odd === undefined
    ? say("the base64 between BEGIN and END is broken")
    : say(
        "the base64 between BEGIN and END is broken: {0}, which nobody sees, stands in it and must go",
        codePoint(odd),
      );
}

/** Shows the labels alone: a key may stand on the line. */
function glued(line: string): Message | undefined {
  const both = /-----END [A-Z0-9 ]{1,40}-----[ \t]*-----BEGIN [A-Z0-9 ]{1,40}-----/.exec(line)?.[0];
  return both === undefined ? undefined : say('a line break is missing in "{0}"', both);
}

/** `U+200B` */
export function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}

/** The encoding of a text whose characters take more than a byte, by its byte order mark or the bytes between dashes. */
function wideEncoding(data: Uint8Array): "UTF-16" | "UTF-32" | undefined {
  const start = latin1(data.subarray(0, 4 * BEGINNING));
  if (/^(?:\xff\xfe\0\0|\0\0\xfe\xff)/.test(start) || start.includes("-\0\0\0-")) return "UTF-32";
  return /^(?:\xff\xfe|\xfe\xff)/.test(start) || start.includes("-\0-\0-") ? "UTF-16" : undefined;
}

function lineEndAfter(text: string, at: number): number {
  const lineEnd = text.indexOf("\n", at);
  return lineEnd < 0 ? text.length : lineEnd;
}
