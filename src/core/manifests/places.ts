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

/** @param value a literal block of the document */
export function outerSpan(document: string, value: ScalarNode, { start, end }: Span): Span {
  const lines = linesOf(document, value);
  const outer = (offset: number): number => {
    const line = lines.findLast(({ inner }) => inner <= offset);
    return line === undefined ? value.span.start : line.outer + Math.min(offset - line.inner, line.length);
  };
  return { start: outer(start), end: outer(end) };
}

/** Undefined beside the text. */
export function innerPlace(document: string, value: ScalarNode, offset: number): number | undefined {
  const line = linesOf(document, value).findLast(({ outer }) => outer <= offset);
  return line === undefined || offset > line.outer + line.length
    ? undefined
    : line.inner + offset - line.outer;
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
