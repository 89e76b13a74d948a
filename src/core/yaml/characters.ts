import {
  BYTE_ORDER_MARK,
  CARRIAGE_RETURN,
  DASH,
  DIGIT_NINE,
  DIGIT_ZERO,
  LINE_FEED,
  LINE_SEPARATOR,
  LOWER_A,
  LOWER_Z,
  NEXT_LINE,
  PARAGRAPH_SEPARATOR,
  SPACE,
  TAB,
  UNDERSCORE,
  UPPER_A,
  UPPER_Z,
} from "./character-codes.ts";

/** Character classes of YAML 1.1, on UTF-16 code units; `END` stands for the end of the text. */
export const END = -1;

export function isBlank(code: number): boolean {
  return code === SPACE || code === TAB;
}

export function isBreak(code: number): boolean {
  return (
    code === LINE_FEED ||
    code === CARRIAGE_RETURN ||
    code === NEXT_LINE ||
    code === LINE_SEPARATOR ||
    code === PARAGRAPH_SEPARATOR
  );
}

/** A space, a tab, a line break or the end: what has to follow an indicator. */
export function isGap(code: number): boolean {
  if (code <= SPACE) {
    return code === SPACE || code === LINE_FEED || code === CARRIAGE_RETURN || code === TAB || code === END;
  }
  return code === NEXT_LINE || code === LINE_SEPARATOR || code === PARAGRAPH_SEPARATOR;
}

export function isBreakOrEnd(code: number): boolean {
  return code === END || isBreak(code);
}

export function isDigit(code: number): boolean {
  return code >= DIGIT_ZERO && code <= DIGIT_NINE;
}

/** A character of an anchor, a tag handle or a directive name. */
export function isWord(code: number): boolean {
  return (
    (code >= LOWER_A && code <= LOWER_Z) ||
    (code >= UPPER_A && code <= UPPER_Z) ||
    isDigit(code) ||
    code === UNDERSCORE ||
    code === DASH
  );
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that go-yaml refuses.
const FORBIDDEN = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]/;

/** Where the first character stands that go-yaml's reader refuses, -1 for none. */
export function findForbidden(text: string): number {
  return text.search(FORBIDDEN);
}

/** go-yaml decodes its input in blocks of this many bytes, and checks a whole block at a time. */
const READ_BLOCK = 512;

/**
 * Where the block starts that go-yaml reads in one go with the character at `index`. A character that it
 * refuses matters only when the parser asks for something from there on: a forbidden character in a later
 * document goes unnoticed when it stands in a later block.
 * Source: go-yaml v2 readerc.go, yaml_parser_update_buffer.
 */
export function readBlockStart(
  text: string,
  index: number,
  { encoding, length, invalid }: Decoding = AS_UTF8,
): number {
  const widthOf = encoding === "utf-8" ? widthInUtf8 : widthInUtf16;
  const marked = text.charCodeAt(0) === BYTE_ORDER_MARK;
  let bytes = marked ? widthOf(0xfeff) : 0;
  let blockStart = marked ? 1 : 0;
  let blockEnd = READ_BLOCK;
  for (let i = blockStart; i <= index; ) {
    const code = text.codePointAt(i) ?? 0;
    const width = i === invalid?.at ? invalid.width : widthOf(code);
    if (bytes + width > Math.min(blockEnd, length)) {
      blockStart = i;
      blockEnd = bytes + READ_BLOCK;
    }
    bytes += width;
    i += code > 0xffff ? 2 : 1;
  }
  return blockStart;
}

/** How a text was decoded from bytes. */
export interface Decoding {
  readonly encoding: TextEncoding;
  /** How many bytes there are. */
  readonly length: number;
  /** The first place whose bytes spell no character, and how many bytes the first one promises. */
  readonly invalid: { readonly at: number; readonly width: number } | undefined;
}

/** A text without bytes, as UTF-8 would hold it. */
export const AS_UTF8: Decoding = { encoding: "utf-8", length: Number.POSITIVE_INFINITY, invalid: undefined };

export type TextEncoding = "utf-8" | "utf-16le" | "utf-16be";

function widthInUtf8(code: number): number {
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}

function widthInUtf16(code: number): number {
  return code < 0x10000 ? 2 : 4;
}

/** Up to where go-yaml has decoded the text after its first read. */
export function firstBlockEnd(text: string): number {
  let end = Math.min(text.length, READ_BLOCK);
  while (end > 1 && readBlockStart(text, end - 1) > 1) {
    end -= 1;
  }
  return end;
}
