import type { Span, TextEdit } from "../text.ts";
import type { MapNode, SeqNode } from "../yaml/node.ts";
import { beforeOnLine, lineStart, lineStop, skipTrivia, startsLine } from "./lines.ts";
import type { Style } from "./style.ts";

/** Behind the comma that follows, if one does. */
export function commaBehind(text: string, offset: number): number | undefined {
  const at = skipTrivia(text, offset);
  return text[at] === "," ? at + 1 : undefined;
}

/**
 * New elements behind those of a collection in brackets.
 * @param print the lines of each element; its indentation where it has lines of its own
 */
export function insertIntoFlow(
  text: string,
  collection: MapNode | SeqNode,
  spans: readonly Span[],
  style: Style,
  print: (indent: string | undefined) => readonly (readonly string[])[],
): readonly TextEdit[] {
  const last = spans.at(-1);
  if (last === undefined) return intoEmpty(text, collection.span, style, print);
  const separator = style.spaced ? ", " : ",";
  if (!startsLine(text, last.start)) {
    return [
      insertion(
        last.end,
        print(undefined)
          .map(lines => separator + lines.join(style.eol))
          .join(""),
      ),
    ];
  }
  const indent = beforeOnLine(text, last.start);
  const elements = print(indent).map(lines => style.eol + indent + lines.join(style.eol));
  const comma = commaBehind(text, last.end);
  const from = comma ?? last.end;
  const stop = lineStop(text, from);
  const free = /^[ \t]*(?:[ \t]#.*)?$/.test(text.slice(from, stop));
  if (comma !== undefined) {
    return [insertion(free ? stop : comma, elements.map(element => `${element},`).join(""))];
  }
  return [insertion(last.end, ","), insertion(free ? stop : last.end, elements.join(","))];
}

/** Inside brackets that hold nothing, or comments, which stay. */
function intoEmpty(
  text: string,
  { start, end }: Span,
  { eol, unit, spaced }: Style,
  print: (indent: string | undefined) => readonly (readonly string[])[],
): readonly TextEdit[] {
  const outer = /^[ \t]*/.exec(text.slice(lineStart(text, start), start).replace("\ufeff", ""))?.[0] ?? "";
  const close = end - 1;
  const hasComment = text.slice(start + 1, close).trim() !== "";
  if (unit === "" && !hasComment) {
    const inner = print(undefined).map(lines => lines.join(eol));
    return [{ span: { start: start + 1, end: close }, newText: inner.join(spaced ? ", " : ",") }];
  }
  const inner = outer + (unit || "  ");
  const elements = print(inner).map(lines => inner + lines.join(eol));
  const body = elements.join(`,${eol}`) + eol;
  if (!hasComment) return [{ span: { start: start + 1, end: close }, newText: eol + body + outer }];
  return [insertion(startsLine(text, close) ? lineStart(text, close) : close, body)];
}

function insertion(at: number, newText: string): TextEdit {
  return { span: { start: at, end: at }, newText };
}
