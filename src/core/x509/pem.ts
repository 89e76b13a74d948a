import { decodeBase64, encodeBase64 } from "../bytes/base64.ts";
import { lenientUtf8Text, utf8Bytes } from "../bytes/bytes.ts";
import { atOnce, type Steps } from "../steps.ts";
import type { PemBlock } from "./types.ts";

const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const TAB = 0x09;
const COLON = 0x3a;
const DASH = 0x2d;

const BEGIN = utf8Bytes("-----BEGIN ");
const END = utf8Bytes("\n-----END ");
const DASHES = utf8Bytes("-----");
const NO_HEADERS: ReadonlyMap<string, string> = new Map();

/**
 * Every PEM block that Go's `pem.Decode` finds when it is called until nothing is left (encoding/pem), in order.
 * Text around blocks, headers, CRLF, spaces and tabs inside the base64 and blanks at the end of a line are accepted;
 * anything glued before BEGIN on its line (a BOM, indentation) is not, nor is a block whose END differs or whose
 * base64 does not decode: it is skipped without a word. `start` and `end` are byte offsets.
 */
export function readPem(input: string | Uint8Array): readonly PemBlock[] {
  return atOnce(readPemSteps(input));
}

/** As `readPem`, block by block. */
export function* readPemSteps(input: string | Uint8Array): Steps<readonly PemBlock[]> {
  const data = typeof input === "string" ? utf8Bytes(input) : input;
  const blocks: PemBlock[] = [];
  let at = 0;
  for (;;) {
    const block = nextBlock(data, at);
    if (block === undefined) {
      return blocks;
    }
    blocks.push(block);
    at = block.end;
    yield;
  }
}

function nextBlock(data: Uint8Array, from: number): PemBlock | undefined {
  let rest = from;
  let trailer = from;
  for (;;) {
    if (trailer < rest || trailer > data.length) {
      return undefined;
    }
    rest = trailer;
    const end = indexOf(data, END, rest);
    if (end < 0) {
      return undefined;
    }
    trailer = end + END.length;
    const begin = lastIndexOf(data, BEGIN, rest, end);
    if (begin < 0 || (begin > rest && data[begin - 1] !== LF)) {
      continue;
    }
    const attempt = readBlock(data, begin, end);
    if (attempt.block !== undefined) {
      return attempt.block;
    }
    if (attempt.exhausted) {
      return undefined;
    }
    rest = attempt.rest;
  }
}

interface Attempt {
  readonly block?: PemBlock;
  /** No line is left to read. */
  readonly exhausted?: true;
  readonly rest: number;
}

function readBlock(data: Uint8Array, begin: number, end: number): Attempt {
  const trailer = end + END.length;
  const typeLine = readLine(data, begin + BEGIN.length);
  const labelEnd = typeLine.end - DASHES.length;
  if (labelEnd < typeLine.start || !startsWith(data, DASHES, labelEnd)) {
    return { rest: typeLine.next };
  }
  const headers = readHeaders(data, typeLine.next);
  if (headers === undefined) {
    return { exhausted: true, rest: data.length };
  }
  const rest = headers.next;
  if (headers.fields.size > 0 && end < rest) {
    return { rest };
  }
  const labelLength = labelEnd - typeLine.start;
  const afterTrailer = trailer + labelLength + DASHES.length;
  if (
    afterTrailer > data.length ||
    !sameBytes(data, typeLine.start, trailer, labelLength) ||
    !startsWith(data, DASHES, trailer + labelLength)
  ) {
    return { rest };
  }
  const tail = readLine(data, afterTrailer);
  if (tail.end > tail.start) {
    return { rest };
  }
  const der = end > rest ? decodeBase64(withoutBlanks(data.subarray(rest, end))) : undefined;
  if (der !== undefined && !der.ok) {
    return { rest };
  }
  return {
    rest,
    block: {
      label: lenientUtf8Text(data.subarray(typeLine.start, labelEnd)),
      headers: headers.fields,
      der: der?.value ?? new Uint8Array(0),
      start: begin,
      end: readLine(data, end + END.length - 1).next,
    },
  };
}

interface Line {
  readonly start: number;
  /** Without the line break and the blanks before it. */
  readonly end: number;
  readonly next: number;
}

function readLine(data: Uint8Array, start: number): Line {
  const lf = data.indexOf(LF, start);
  const next = lf < 0 ? data.length : lf + 1;
  let end = lf < 0 ? data.length : lf;
  if (lf > start && data[lf - 1] === CR) {
    end--;
  }
  while (end > start && isBlank(data[end - 1])) {
    end--;
  }
  return { start, end, next };
}

interface Headers {
  readonly fields: ReadonlyMap<string, string>;
  readonly next: number;
}

/** RFC 1421 headers: lines with a colon. Undefined where the data ends before a line without one. */
function readHeaders(data: Uint8Array, start: number): Headers | undefined {
  let at = start;
  while (at < data.length) {
    const line = readLine(data, at);
    if (!data.subarray(line.start, line.end).includes(COLON)) {
      return { fields: at > start ? headerFields(data.subarray(start, at)) : NO_HEADERS, next: at };
    }
    at = line.next;
  }
  return undefined;
}

function headerFields(lines: Uint8Array): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  // All at once: to decode them one by one takes ten times as long.
  for (const line of lenientUtf8Text(lines).split("\n")) {
    const colon = line.indexOf(":");
    if (colon >= 0) fields.set(line.slice(0, colon).trim(), line.slice(colon + 1).trim());
  }
  return fields;
}

function withoutBlanks(data: Uint8Array): Uint8Array {
  return data.includes(SPACE) || data.includes(TAB) ? data.filter(byte => !isBlank(byte)) : data;
}

function isBlank(byte: number | undefined): boolean {
  return byte === SPACE || byte === TAB;
}

function startsWith(data: Uint8Array, pattern: Uint8Array, at: number): boolean {
  for (let i = 0; i < pattern.length; i++) {
    if (data[at + i] !== pattern[i]) {
      return false;
    }
  }
  return true;
}

function sameBytes(data: Uint8Array, a: number, b: number, length: number): boolean {
  for (let i = 0; i < length; i++) {
    if (data[a + i] !== data[b + i]) {
      return false;
    }
  }
  return true;
}

function indexOf(data: Uint8Array, pattern: Uint8Array, from: number): number {
  const skip = pattern[0] === LF ? 1 : 0;
  let at = data.indexOf(DASH, from + skip);
  while (at >= 0) {
    if (startsWith(data, pattern, at - skip)) {
      return at - skip;
    }
    at = data.indexOf(DASH, at + 1);
  }
  return -1;
}

/** The last start of `pattern` that lies wholly in `[from, to)`. */
function lastIndexOf(data: Uint8Array, pattern: Uint8Array, from: number, to: number): number {
  let at = to - pattern.length;
  while (at >= from) {
    at = data.lastIndexOf(DASH, at);
    if (at < from) {
      return -1;
    }
    if (startsWith(data, pattern, at)) {
      return at;
    }
    at--;
    if (at < 0) {
      return -1;
    }
  }
  return -1;
}

/** A PEM block with lines of 64 characters and a final line feed, as Go's `pem.EncodeToMemory` and openssl write it. */
export function encodePem(label: string, der: Uint8Array): string {
  const body = encodeBase64(der).replace(/.{1,64}/g, "$&\n");
  return `-----BEGIN ${label}-----\n${body}-----END ${label}-----\n`;
}
