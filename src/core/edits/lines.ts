import type { Span } from "../text.ts";
import type { MapEntry, YamlNode } from "../yaml/node.ts";

/** Lines of a text, by offsets. A line ends with `\n`; a `\r` before it is the line's. */

export function lineStart(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf("\n", offset - 1) + 1;
}

/** Behind the line's `\n`, else the end of the text. */
export function lineEnd(text: string, offset: number): number {
  const newline = text.indexOf("\n", offset);
  return newline < 0 ? text.length : newline + 1;
}

/** Before the line's end, whatever it is made of. */
export function lineStop(text: string, offset: number): number {
  const newline = text.indexOf("\n", offset);
  if (newline < 0) return text.length;
  return newline > offset && text[newline - 1] === "\r" ? newline - 1 : newline;
}

/** The line end that the text uses first. */
export function eolOf(text: string): "\n" | "\r\n" {
  const newline = text.indexOf("\n");
  return newline > 0 && text[newline - 1] === "\r" ? "\r\n" : "\n";
}

/** A span without the white space at its end: block scalars and collections may reach into the next line. */
function trimmedEnd(text: string, span: Span): number {
  return span.start + text.slice(span.start, span.end).trimEnd().length;
}

/** The characters of the line before an offset, without a byte order mark. */
export function beforeOnLine(text: string, offset: number): string {
  const line = text.slice(lineStart(text, offset), offset);
  return line.startsWith("\ufeff") ? line.slice(1) : line;
}

/** The column of an offset, as indentation counts. */
export function columnOf(text: string, offset: number): number {
  return beforeOnLine(text, offset).length;
}

/** Whether nothing but white space stands before it on its line. */
export function startsLine(text: string, offset: number): boolean {
  return beforeOnLine(text, offset).trim() === "";
}

const TRIVIA = /(?:\s|(?<![^\s\ufeff])#[^\r\n]*)*/y;

/** Behind white space, line ends and comments. */
export function skipTrivia(text: string, offset: number): number {
  TRIVIA.lastIndex = offset;
  return TRIVIA.test(text) ? Math.max(TRIVIA.lastIndex, offset) : offset;
}

/** Behind the `:` of a key; absent where it has none, as in `{key}`. */
export function colonEnd(text: string, { key }: MapEntry): number | undefined {
  const at = skipTrivia(text, key.span.end);
  return text[at] === ":" ? at + 1 : undefined;
}

/** From an entry's key to the end of what belongs to its value. */
export function entrySpan(text: string, entry: MapEntry): Span {
  const { key, value } = entry;
  const start = Math.min(key.span.start, key.properties?.start ?? key.span.start);
  const end = Math.max(key.span.end, colonEnd(text, entry) ?? 0, valueEnd(text, value));
  return { start, end };
}

/** The end of a value with its properties; blank lines that belong to a block scalar (`|+`) are within. */
export function valueEnd(text: string, node: YamlNode): number {
  const end = Math.max(trimmedEnd(text, node.span), node.properties?.end ?? 0);
  const leaf = lastLeaf(node);
  if (leaf.kind !== "scalar" || (leaf.style !== "literal" && leaf.style !== "folded")) return end;
  const header = text.slice(leaf.span.start, lineStop(text, leaf.span.start)).replace(/#.*/, "");
  if (!header.includes("+")) return end;
  return end + (/^(?:[ \t]*\r?\n)*[ \t]*(?=\r?\n|$)/.exec(text.slice(end))?.[0].length ?? 0);
}

/** The end of an element at a column of a block, with the comments in lines below that are indented into it. */
export function endWithComments(text: string, end: number, column: number): number {
  let last = end;
  for (let at = lineEnd(text, end); at < text.length; at = lineEnd(text, at)) {
    const stop = lineStop(text, at);
    const line = text.slice(at, stop);
    if (line.trim() === "") continue;
    const indent = /^[ \t]*(?=#)/.exec(line)?.[0].length ?? 0;
    if (indent <= column) break;
    last = stop;
  }
  return last;
}

/** Where the blank lines begin that end at the start of a line; not before `least`, the start of another. */
export function blankLinesStart(text: string, offset: number, least: number): number {
  let start = offset;
  while (start > least) {
    const above = lineStart(text, start - 1);
    if (above < least || text.slice(above, start).trim() !== "") break;
    start = above;
  }
  return start;
}

/** Where the blank lines end that begin at the start of a line, else that very place. */
export function blankLinesEnd(text: string, offset: number): number {
  BLANK.lastIndex = offset;
  return BLANK.test(text) ? BLANK.lastIndex : offset;
}

const BLANK = /(?:[ \t]*\r?\n)*/y;

function lastLeaf(node: YamlNode): YamlNode {
  let leaf = node;
  for (;;) {
    const next =
      leaf.kind === "map" && !leaf.flow
        ? leaf.entries.at(-1)?.value
        : leaf.kind === "seq" && !leaf.flow
          ? leaf.items.at(-1)
          : undefined;
    if (next === undefined) return leaf;
    leaf = next;
  }
}
