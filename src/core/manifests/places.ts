import { countBefore } from "../search.ts";
import type { Span } from "../text.ts";
import type { ScalarNode } from "../yaml/node.ts";

/** Places in a value of a document and in the text that it spells, piece by piece: each stands in the document as it is. */

interface Piece {
  /** In the document. */
  readonly outer: number;
  /** In the text that the value spells. */
  readonly inner: number;
  readonly length: number;
}

/** Values in quotes with more escapes are taken as a whole: each takes memory. */
const MOST_ESCAPES = 100_000;

/**
 * Both ways between a document and a value in it that is a literal block, or stands in one line; any other counts as a whole. The
 * pieces are looked for once, when the first place is asked for.
 */
export class ValuePlaces {
  readonly #document: string;
  readonly #value: ScalarNode;
  #pieces: readonly Piece[] | undefined;

  constructor(document: string, value: ScalarNode) {
    this.#document = document;
    this.#value = value;
  }

  /** The place in the document of a span of the text. */
  outer({ start, end }: Span): Span {
    return this.#known().length === 0
      ? this.#value.span
      : { start: this.#outer(start), end: this.#outer(end) };
  }

  /** The place in the text of an offset of the document; undefined beside the text. */
  inner(offset: number): number | undefined {
    const piece = this.#last(offset, ({ outer }) => outer);
    const isBeside = piece === undefined || offset > piece.outer + piece.length;
    return isBeside ? undefined : piece.inner + offset - piece.outer;
  }

  #outer(offset: number): number {
    const piece = this.#last(offset, ({ inner }) => inner);
    if (piece === undefined) return this.#value.span.start;
    return piece.outer + Math.min(offset - piece.inner, piece.length);
  }

  /** The last piece that starts at an offset or before. */
  #last(offset: number, startOf: (piece: Piece) => number): Piece | undefined {
    const pieces = this.#known();
    return pieces[countBefore(pieces, offset + 1, startOf) - 1];
  }

  #known(): readonly Piece[] {
    this.#pieces ??= piecesOf(this.#document, this.#value);
    return this.#pieces;
  }
}

/** None where they cannot be told. */
function piecesOf(document: string, value: ScalarNode): readonly Piece[] {
  const { span, style, text } = value;
  if (style === "literal") return linesOf(document, value);
  if (style === "folded") return [];
  const quote = style === "plain" ? 0 : 1;
  const start = span.start + quote;
  const written = document.slice(start, span.end - quote);
  if (written === text) return [{ outer: start, inner: 0, length: text.length }];
  const pieces = style === "plain" ? [] : betweenEscapes(written, style);
  const last = pieces.at(-1);
  const isWhole = last !== undefined && last.inner + last.length === text.length;
  return isWhole ? pieces.map(piece => ({ ...piece, outer: piece.outer + start })) : [];
}

const ESCAPES = {
  single: /''/g,
  double: /\\(?:x[\dA-Fa-f]{2}|u[\dA-Fa-f]{4}|U[\dA-Fa-f]{8}|.)/g,
} as const;

/** Of what stands in quotes in one line. An escape is a piece of its own. */
function betweenEscapes(written: string, style: "single" | "double"): readonly Piece[] {
  if (/[\r\n]/.test(written)) return [];
  const pieces: Piece[] = [];
  let [outer, inner] = [0, 0];
  const add = (written: number, spelt: number) => {
    if (spelt > 0) pieces.push({ outer, inner, length: spelt });
    outer += written;
    inner += spelt;
  };
  for (const { 0: found, index } of written.matchAll(ESCAPES[style])) {
    if (pieces.length > MOST_ESCAPES) return [];
    add(index - outer, index - outer);
    add(found.length, found.startsWith("\\U") && Number.parseInt(found.slice(2), 16) > 0xffff ? 2 : 1);
  }
  add(written.length - outer, written.length - outer);
  return pieces;
}

/** Each line of a literal block is that of the text, indented. */
function linesOf(document: string, { span, text }: ScalarNode): readonly Piece[] {
  const lines: Piece[] = [];
  let outer = document.indexOf("\n", span.start) + 1;
  let inner = 0;
  for (const content of text.split("\n")) {
    const newline = document.indexOf("\n", outer);
    const end = newline < 0 ? document.length : newline;
    const stop = document[end - 1] === "\r" && end > outer ? end - 1 : end;
    lines.push({ outer: Math.max(outer, stop - content.length), inner, length: content.length });
    inner += content.length + 1;
    outer = end + 1;
  }
  return lines;
}
