import { boundPieces } from "./bounds.ts";
import {
  BACKSLASH,
  BAR,
  COLON,
  COMMA,
  DASH,
  DIGIT_ZERO,
  HASH,
  LOWER_U,
  LOWER_X,
  PLUS,
  QUESTION,
  SINGLE_QUOTE,
  SPACE,
  TAB,
  TILDE,
  UPPER_U,
} from "./character-codes.ts";
import { isBlank, isBreak, isBreakOrEnd, isDigit, isGap } from "./characters.ts";
import type { Cursor } from "./cursor.ts";
import { syntaxError } from "./refuse.ts";
import { type Token, TokenKind, token } from "./token.ts";

// The scalar rules of YAML 1.1 as go-yaml v2 (scannerc.go) applies them.

const BLOCK_STOP = /[ \t\n\r\x85\u2028\u2029:]/g;
const FLOW_STOP = /[ \t\n\r\x85\u2028\u2029:,?[\]{}]/g;

const SHORT = 32;

/** Where a run of plain characters without blanks ends. */
function plainRunEnd(c: Cursor, inFlow: boolean): number {
  const stop = inFlow ? FLOW_STOP : BLOCK_STOP;
  let at = c.pos;
  // Most words are short, where a loop is quicker than a regular expression.
  for (const near = Math.min(at + SHORT, c.length); at < near; at++) {
    const code = c.text.charCodeAt(at);
    if (
      code > QUESTION
        ? inFlow || code > TILDE
        : code <= SPACE || code === COLON || code === QUESTION || code === COMMA
    )
      break;
  }
  for (;;) {
    stop.lastIndex = at;
    if (!stop.test(c.text)) {
      return c.length;
    }
    at = stop.lastIndex - 1;
    for (; c.text.charCodeAt(at) === COLON; at++) {
      if (isGap(c.code(at + 1))) return at;
    }
    if (at === stop.lastIndex - 1) return at;
  }
}

/** What line breaks between two words of a folded scalar become. */
function fold(first: string, others: string): string {
  return first === "\n" ? (others === "" ? " " : others) : first + others;
}

export interface PlainScan {
  readonly token: Token;
  /** Whether the scan ended on a later line than the text did, where a new key may start. */
  readonly atNewLine: boolean;
}

/** Scan a plain scalar; `indent` is the column that its further lines have to reach in a block. */
export function scanPlain(c: Cursor, indent: number, inFlow: boolean): PlainScan {
  const start = c.pos;
  let value = "";
  let runStart = start;
  let end = start;
  let first = "";
  let others = "";
  let atNewLine = false;
  for (let pieces = 0; !c.atDocumentIndicator() && c.code(c.pos) !== HASH; pieces++) {
    boundPieces(pieces, start);
    const runEnd = plainRunEnd(c, inFlow);
    if (runEnd > c.pos) {
      if (atNewLine) {
        value += c.text.slice(runStart, end) + fold(first, others);
        runStart = c.pos;
        atNewLine = false;
      }
      end = runEnd;
      c.pos = runEnd;
    }
    let code = c.code(c.pos);
    if (!isBlank(code) && !isBreak(code)) {
      break;
    }
    for (; isBlank(code) || isBreak(code); code = c.code(c.pos)) {
      if (isBlank(code)) {
        if (code === TAB && atNewLine && c.column < indent) {
          tabError(c.pos);
        }
        c.pos += 1;
      } else if (atNewLine) {
        others += c.takeBreak();
      } else {
        first = c.takeBreak();
        others = "";
        atNewLine = true;
      }
    }
    if (!inFlow && c.column < indent) {
      break;
    }
  }
  const tail = c.text.slice(runStart, end);
  return { token: token(TokenKind.scalar, start, end, value === "" ? tail : value + tail), atNewLine };
}

function tabError(at: number): never {
  return syntaxError(at, at + 1, "A tab cannot indent a line. kubectl refuses the file: indent with spaces.");
}

const SINGLE_STOP = /[ \t\n\r\x85\u2028\u2029']/g;
const DOUBLE_STOP = /[ \t\n\r\x85\u2028\u2029"\\]/g;

/** Scan a quoted scalar from its opening quote. */
export function scanQuoted(c: Cursor): Token {
  const start = c.pos;
  const single = c.code(start) === SINGLE_QUOTE;
  const stop = single ? SINGLE_STOP : DOUBLE_STOP;
  const quote = single ? 39 : 34;
  c.pos += 1;
  let value = "";
  let pieces = 0;
  for (;;) {
    if (c.atDocumentIndicator() || c.pos >= c.length) {
      unclosed(c, start);
    }
    let joined = false;
    let runStart = c.pos;
    for (;;) {
      boundPieces(++pieces, start);
      stop.lastIndex = c.pos;
      c.pos = stop.test(c.text) ? stop.lastIndex - 1 : c.length;
      const code = c.code(c.pos);
      if (isGap(code)) {
        break;
      }
      if (code === BACKSLASH) {
        value += c.text.slice(runStart, c.pos);
        if (isBreak(c.code(c.pos + 1))) {
          c.pos += 1;
          c.takeBreak();
          joined = true;
          runStart = c.pos;
          break;
        }
        value += scanEscape(c);
        runStart = c.pos;
      } else if (single && c.code(c.pos + 1) === SINGLE_QUOTE) {
        value += c.text.slice(runStart, c.pos + 1);
        c.pos += 2;
        runStart = c.pos;
      } else {
        break;
      }
    }
    if (runStart < c.pos) {
      value += c.text.slice(runStart, c.pos);
    }
    if (c.code(c.pos) === quote) {
      c.pos += 1;
      return token(TokenKind.scalar, start, c.pos, value, "", single ? "single" : "double");
    }
    value += scanQuotedGap(c, joined);
  }
}

/** Blanks and breaks inside quotes: what they become. `joined` when a backslash took the first break. */
function scanQuotedGap(c: Cursor, joined: boolean): string {
  const start = c.pos;
  let first = "";
  let others = "";
  let broken = joined;
  for (let code = c.code(c.pos); ; code = c.code(c.pos)) {
    if (isBlank(code)) {
      c.pos += 1;
    } else if (!isBreak(code)) {
      break;
    } else if (broken) {
      others += c.takeBreak();
    } else {
      first = c.takeBreak();
      broken = true;
    }
  }
  return broken ? fold(first, others) : c.text.slice(start, c.pos);
}

function unclosed(c: Cursor, start: number): never {
  const end = c.breakAfter(start);
  return syntaxError(
    start,
    end,
    "This quote is never closed. kubectl refuses the file: add the closing quote.",
  );
}

const ESCAPES: ReadonlyMap<number, string> = new Map(
  Object.entries({
    "0": "\0",
    a: "\x07",
    b: "\b",
    t: "\t",
    "\t": "\t",
    n: "\n",
    v: "\v",
    f: "\f",
    r: "\r",
    e: "\x1b",
    " ": " ",
    '"': '"',
    "'": "'",
    "\\": "\\",
    N: "\x85",
    _: "\xa0",
    L: "\u2028",
    P: "\u2029",
  }).map(([key, value]) => [key.charCodeAt(0), value]),
);

/** Step over the escape at the cursor and return the character it stands for. */
export function scanEscape(c: Cursor): string {
  const at = c.pos;
  const code = c.code(at + 1);
  const simple = ESCAPES.get(code);
  if (simple !== undefined) {
    c.pos += 2;
    return simple;
  }
  const digits = code === LOWER_X ? 2 : code === LOWER_U ? 4 : code === UPPER_U ? 8 : 0;
  if (digits === 0) {
    const template =
      "In double quotes a backslash starts an escape, and YAML has none like this. kubectl refuses the file: put the value in single quotes, or write each backslash twice.";
    return syntaxError(at, at + 2, template);
  }
  const hex = c.text.slice(at + 2, at + 2 + digits);
  if (hex.length < digits || !/^[0-9A-Fa-f]+$/.test(hex)) {
    const template =
      "In double quotes a backslash starts an escape, and this one needs {0} hexadecimal digits. kubectl refuses the file: put the value in single quotes, or write each backslash twice.";
    return syntaxError(at, at + 2 + hex.length, template, digits);
  }
  const value = Number.parseInt(hex, 16);
  if ((value >= 0xd800 && value <= 0xdfff) || value > 0x10ffff) {
    return syntaxError(
      at,
      at + 2 + digits,
      "This escape names no character. kubectl refuses the file: write the character itself.",
    );
  }
  c.pos += 2 + digits;
  return String.fromCodePoint(value);
}

/** Scan a literal (`|`) or folded (`>`) scalar; `parentIndent` is the indentation of what holds it. */
export function scanBlock(c: Cursor, parentIndent: number): Token {
  const start = c.pos;
  const firstLine = c.line;
  const literal = c.code(start) === BAR;
  const header = scanBlockHeader(c);
  let indent = header.increment === 0 ? 0 : Math.max(parentIndent, 0) + header.increment;
  let end = c.pos;
  if (isBreak(c.code(c.pos))) {
    c.takeBreak();
  }
  let value = "";
  let lineBreak = "";
  let wasBlank = false;
  let gap = scanBlockGap(c, indent, parentIndent);
  indent = gap.indent;
  while (c.column === indent && c.pos < c.length) {
    const blank = isBlank(c.code(c.pos));
    if (literal || wasBlank || blank || lineBreak !== "\n") {
      value += lineBreak;
    } else if (gap.breaks === "") {
      value += " ";
    }
    boundPieces(c.line - firstLine, start);
    wasBlank = blank;
    end = c.breakAfter(c.pos);
    value += gap.breaks + c.text.slice(c.pos, end);
    c.pos = end;
    lineBreak = end < c.length ? c.takeBreak() : "";
    gap = scanBlockGap(c, indent, parentIndent);
  }
  if (header.chomping >= 0) {
    value += lineBreak;
  }
  if (header.chomping > 0) {
    value += gap.breaks;
  }
  return token(TokenKind.scalar, start, end, value, "", literal ? "literal" : "folded");
}

/** The rest of the line of `|` or `>`: how trailing breaks are kept (-1, 0, 1) and a given indentation. */
function scanBlockHeader(c: Cursor): { chomping: number; increment: number } {
  const start = c.pos;
  let chomping = 0;
  let increment = 0;
  c.pos += 1;
  for (let order = 0; order < 2; order++) {
    const code = c.code(c.pos);
    if (chomping === 0 && (code === PLUS || code === DASH)) {
      chomping = code === PLUS ? 1 : -1;
      c.pos += 1;
    } else if (increment === 0 && isDigit(code)) {
      if (code === DIGIT_ZERO) {
        syntaxError(c.pos, c.pos + 1, "A block scalar cannot be indented by 0. kubectl refuses the file.");
      }
      increment = code - 48;
      c.pos += 1;
    }
  }
  c.skipBlanks();
  c.skipComment();
  if (!isBreakOrEnd(c.code(c.pos))) {
    syntaxError(
      c.pos,
      c.breakAfter(c.pos),
      "Nothing but a comment can follow {0} on its line. kubectl refuses the file: start the text on the next line.",
      c.text.slice(start, start + 1),
    );
  }
  return { chomping, increment };
}

/** Indentation and empty lines inside a block scalar; finds the indentation when `given` is 0. */
function scanBlockGap(c: Cursor, given: number, parentIndent: number): { breaks: string; indent: number } {
  let breaks = "";
  let widest = 0;
  for (;;) {
    while ((given === 0 || c.column < given) && c.code(c.pos) === SPACE) {
      c.pos += 1;
    }
    widest = Math.max(widest, c.column);
    const code = c.code(c.pos);
    if (code === TAB && (given === 0 || c.column < given)) {
      tabError(c.pos);
    }
    if (!isBreak(code)) {
      break;
    }
    breaks += c.takeBreak();
    boundPieces(breaks.length, c.pos);
  }
  return { breaks, indent: given === 0 ? Math.max(widest, parentIndent + 1, 1) : given };
}
