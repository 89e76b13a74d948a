import type { Span } from "../text.ts";

/** Lines of a text, by offsets. A line ends with `\n`; a `\r` before it is the line's. */

export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf("\n", offset - 1) + 1;
}

/** Behind the line's `\n`, else the end of the text. */
export function lineEnd(text: string, offset: number): number {
  const newline = text.indexOf("\n", offset);
  return newline < 0 ? text.length : newline + 1;
}

/** The line end that the text uses first. */
export function eolOf(text: string): "\n" | "\r\n" {
  const newline = text.indexOf("\n");
  return newline > 0 && text[newline - 1] === "\r" ? "\r\n" : "\n";
}

/** A span without the white space at its end: block scalars and collections may reach into the next line. */
export function trimmedEnd(text: string, span: Span): number {
  return span.start + text.slice(span.start, span.end).trimEnd().length;
}

/** The characters of the line before an offset. */
export function beforeOnLine(text: string, offset: number): string {
  return text.slice(lineStart(text, offset), offset);
}
