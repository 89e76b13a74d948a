import { boundPieces } from "./bounds.ts";
import { ASTERISK, DOT, EXCLAMATION, GREATER_THAN, LESS_THAN, PERCENT } from "./character-codes.ts";
import { isBlank, isBreak, isBreakOrEnd, isDigit, isGap, isWord } from "./characters.ts";
import type { Cursor } from "./cursor.ts";
import { syntaxError } from "./refuse.ts";
import { type Token, TokenKind, token } from "./token.ts";

/** Scan `&name` or `*name`. */
export function scanAnchor(c: Cursor): Token {
  const start = c.pos;
  const alias = c.code(start) === ASTERISK;
  const name = scanWord(c, start + 1);
  const next = c.code(c.pos);
  if (name === "" || !(isGap(next) || AFTER_ANCHOR.has(next))) {
    syntaxError(
      start,
      c.pos + 1,
      "A name of letters, digits, - and _ has to follow {0} here. kubectl refuses the file: put quotes around a text that starts with it.",
      alias ? "*" : "&",
    );
  }
  return token(alias ? TokenKind.alias : TokenKind.anchor, start, c.pos, name);
}

const AFTER_ANCHOR: ReadonlySet<number> = new Set([..."?:,]}%@`"].map(char => char.charCodeAt(0)));

function scanWord(c: Cursor, from: number): string {
  c.pos = from;
  while (isWord(c.code(c.pos))) {
    c.pos += 1;
  }
  return c.text.slice(from, c.pos);
}

/** Scan a tag: `!`, `!local`, `!!str`, `!handle!rest`, `!<uri>`. */
export function scanTag(c: Cursor): Token {
  const start = c.pos;
  let handle = "";
  let suffix = "";
  if (c.code(start + 1) === LESS_THAN) {
    c.pos += 2;
    suffix = scanUri(c, start, true);
    if (c.code(c.pos) !== GREATER_THAN) {
      tagError(start, c.pos);
    }
    c.pos += 1;
  } else {
    handle = scanHandle(c);
    if (handle.length > 1 && handle.endsWith("!")) {
      suffix = scanUri(c, start, true);
    } else {
      suffix = handle.slice(1) + scanUri(c, start, false);
      handle = suffix === "" ? "" : "!";
      suffix = suffix === "" ? "!" : suffix;
    }
  }
  if (!isGap(c.code(c.pos))) {
    tagError(start, c.pos);
  }
  return token(TokenKind.tag, start, c.pos, handle, suffix);
}

function tagError(start: number, end: number): never {
  return syntaxError(
    start,
    end + 1,
    "This tag cannot be read. kubectl refuses the file: put quotes around a text that starts with an exclamation mark.",
  );
}

function scanHandle(c: Cursor): string {
  const start = c.pos;
  scanWord(c, start + 1);
  if (c.code(c.pos) === EXCLAMATION) {
    c.pos += 1;
  }
  return c.text.slice(start, c.pos);
}

const URI = /[-\w;/?:@&=+$,.!~*'()[\]]*/y;
const URI_ESCAPE = /%[0-9A-Fa-f]{2}/y;

/** Scan the characters of a URI with its %XX escapes, which have to spell UTF-8 sequences. */
function scanUri(c: Cursor, start: number, required: boolean): string {
  const from = c.pos;
  let out = "";
  for (let pieces = 0; ; pieces++) {
    boundPieces(pieces, start);
    URI.lastIndex = c.pos;
    URI.test(c.text);
    out += c.text.slice(c.pos, URI.lastIndex);
    c.pos = URI.lastIndex;
    if (c.code(c.pos) !== PERCENT) {
      break;
    }
    out += scanUriEscape(c, start);
  }
  if (required && c.pos === from) {
    tagError(start, c.pos);
  }
  return out;
}

/** One character of %XX escapes. Whether it is a legal character is not asked, as go-yaml does not. */
function scanUriEscape(c: Cursor, start: number): string {
  let out = "";
  let left = 1;
  for (let first = true; left > 0; first = false, left--) {
    URI_ESCAPE.lastIndex = c.pos;
    if (!URI_ESCAPE.test(c.text)) {
      tagError(start, c.pos);
    }
    const octet = Number.parseInt(c.text.slice(c.pos + 1, c.pos + 3), 16);
    if (first) {
      left = octet < 0x80 ? 1 : octet >= 0xf8 || octet < 0xc0 ? 0 : octet >= 0xf0 ? 4 : octet >= 0xe0 ? 3 : 2;
    }
    if (left === 0 || (!first && (octet & 0xc0) !== 0x80)) {
      tagError(start, c.pos + 2);
    }
    out += String.fromCharCode(octet);
    c.pos += 3;
  }
  return out;
}

/** Scan a `%YAML` or `%TAG` directive with its line break. A version stands in `value` as `1.1`. */
export function scanDirective(c: Cursor): Token {
  const start = c.pos;
  const name = scanWord(c, start + 1);
  const known = (name === "YAML" || name === "TAG") && isGap(c.code(c.pos));
  if (!known) {
    directiveError(c, start);
  }
  c.skipBlanks();
  const found = name === "YAML" ? scanVersion(c, start) : scanTagDirective(c, start);
  c.skipBlanks();
  c.skipComment();
  if (!isBreakOrEnd(c.code(c.pos))) {
    directiveError(c, start);
  }
  if (isBreak(c.code(c.pos))) {
    c.takeBreak();
  }
  return found;
}

function directiveError(c: Cursor, start: number): never {
  return syntaxError(
    start,
    c.breakAfter(start),
    "A line that starts with % is a directive, and kubectl knows only %YAML 1.1 and %TAG. It refuses the file: remove the line, or put quotes around a text that starts with %.",
  );
}

function scanVersion(c: Cursor, start: number): Token {
  const major = scanVersionNumber(c, start);
  if (c.code(c.pos) !== DOT) {
    directiveError(c, start);
  }
  c.pos += 1;
  const minor = scanVersionNumber(c, start);
  return token(TokenKind.versionDirective, start, c.pos, `${major}.${minor}`);
}

function scanVersionNumber(c: Cursor, start: number): number {
  const from = c.pos;
  while (isDigit(c.code(c.pos))) {
    c.pos += 1;
  }
  const digits = c.text.slice(from, c.pos);
  if (digits === "" || digits.length > 2) {
    directiveError(c, start);
  }
  return Number(digits);
}

function scanTagDirective(c: Cursor, start: number): Token {
  if (c.code(c.pos) !== EXCLAMATION) {
    directiveError(c, start);
  }
  const handle = scanHandle(c);
  if ((handle !== "!" && !handle.endsWith("!")) || !isBlank(c.code(c.pos))) {
    directiveError(c, start);
  }
  c.skipBlanks();
  const prefix = scanUri(c, start, true);
  if (!isGap(c.code(c.pos))) {
    directiveError(c, start);
  }
  return token(TokenKind.tagDirective, start, c.pos, handle, prefix);
}
