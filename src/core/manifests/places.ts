import { countBefore } from "../search.ts";
import type { Span } from "../text.ts";
import type { ScalarNode } from "../yaml/node.ts";

/** Places in a literal block (`|`) and in the text that it spells, line by line: each line is that of the text, indented. */

interface Line {
  /** In the document. */
  readonly outer: number;
  /** In the text that the block spells. */
  readonly inner: number;
  readonly length: number;
}

/** Both ways between a document and a literal block in it; the lines are looked for once, when the first place is asked for. */
export class BlockPlaces {
  readonly #document: string;
  readonly #value: ScalarNode;
  #lines: readonly Line[] | undefined;

  /** @param value a literal block of the document */
  constructor(document: string, value: ScalarNode) {
    this.#document = document;
    this.#value = value;
  }

  /** The place in the document of a span of the text. */
  outer({ start, end }: Span): Span {
    return { start: this.#outer(start), end: this.#outer(end) };
  }

  /** The place in the text of an offset of the document; undefined beside the text. */
  inner(offset: number): number | undefined {
    const line = this.#last(offset, ({ outer }) => outer);
    const isBeside = line === undefined || offset > line.outer + line.length;
    return isBeside ? undefined : line.inner + offset - line.outer;
  }

  #outer(offset: number): number {
    const line = this.#last(offset, ({ inner }) => inner);
    if (line === undefined) return this.#value.span.start;
    return line.outer + Math.min(offset - line.inner, line.length);
  }

  /** The last line that starts at an offset or before. */
  #last(offset: number, startOf: (line: Line) => number): Line | undefined {
    this.#lines ??= linesOf(this.#document, this.#value);
    return this.#lines[countBefore(this.#lines, offset + 1, startOf) - 1];
  }
}

function linesOf(document: string, { span, text }: ScalarNode): readonly Line[] {
  const lines: Line[] = [];
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
