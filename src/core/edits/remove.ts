import type { Span, TextEdit } from "../text.ts";
import type { MapNode, SeqNode } from "../yaml/node.ts";
import { beforeOnLine, lineEnd, lineStart, trimmedEnd } from "./lines.ts";

/**
 * The smallest edits that take one item out of a collection. Comments, order and the rest of the text stay.
 * Nothing is checked here: read the outcome again before it lands.
 */

/** @param holder the place of the list: the item goes alone, a list that would be empty becomes `[]` */
export function removeItem(text: string, list: SeqNode, index: number): readonly TextEdit[] {
  const spans = list.items.map(item => item.span);
  const span = spans[index];
  if (span === undefined) return [];
  if (list.flow) return [removeFromFlow(text, spans, index)];
  const dash = dashBefore(text, span.start);
  if (spans.length === 1) return emptied(text, { start: dash, end: span.end }, "[]");
  return [removeLines(text, dash, span, spans[index + 1], start => dashBefore(text, start))];
}

/** A key of a mapping with its value; a mapping that would be empty becomes `{}`. */
export function removeKey(text: string, map: MapNode, index: number): readonly TextEdit[] {
  const spans = map.entries.map(({ key, value }) => ({
    start: key.span.start,
    end: Math.max(key.span.end, value.span.end, colonAfter(text, key.span.end)),
  }));
  const span = spans[index];
  if (span === undefined) return [];
  if (map.flow) return [removeFromFlow(text, spans, index)];
  if (spans.length === 1) return emptied(text, span, "{}");
  return [removeLines(text, span.start, span, spans[index + 1], start => start)];
}

/** Whole lines where it stands alone on its own, else up to where the next one starts, which takes its place. */
function removeLines(
  text: string,
  start: number,
  span: Span,
  next: Span | undefined,
  startOf: (offset: number) => number,
): TextEdit {
  const end = lineEnd(text, trimmedEnd(text, span));
  const alone = beforeOnLine(text, start).trim() === "";
  if (alone) return { span: { start: lineStart(text, start), end }, newText: "" };
  const stop = next === undefined ? trimmedEnd(text, span) : startOf(next.start);
  return { span: { start, end: stop }, newText: "" };
}

/** The collection's only item: what is left is the empty collection behind the key, or where the item stood. */
function emptied(text: string, span: Span, empty: "[]" | "{}"): readonly TextEdit[] {
  const end = trimmedEnd(text, span);
  const alone = beforeOnLine(text, span.start).trim() === "";
  const colon = alone ? keyEndAbove(text, lineStart(text, span.start)) : undefined;
  if (colon === undefined) return [{ span: { start: span.start, end }, newText: empty }];
  return [
    { span: { start: colon, end: colon }, newText: ` ${empty}` },
    { span: { start: lineStart(text, span.start), end: lineEnd(text, end) }, newText: "" },
  ];
}

/** Behind the `key:` above, over lines that are blank or comments; absent where something else stands there. */
function keyEndAbove(text: string, from: number): number | undefined {
  let start = from;
  while (start > 0) {
    const end = start - 1;
    start = lineStart(text, end);
    const line = text.slice(start, end);
    if (/^\s*(#.*)?$/.test(line)) continue;
    const key = /^.*?:(?=\s*(#.*)?$)/.exec(line);
    return key ? start + key[0].length : undefined;
  }
  return undefined;
}

function removeFromFlow(text: string, spans: readonly Span[], index: number): TextEdit {
  const [before, span, after] = [spans[index - 1], spans[index], spans[index + 1]];
  const start = span?.start ?? 0;
  if (after !== undefined) return { span: { start, end: after.start }, newText: "" };
  const end = span?.end ?? start;
  const comma = /^\s*,/.exec(text.slice(end))?.[0].length ?? 0;
  return {
    span: { start: before?.end ?? start, end: end + (before === undefined ? comma : 0) },
    newText: "",
  };
}

/** The dash of a list item that starts at `offset`. */
function dashBefore(text: string, offset: number): number {
  const dash = text.lastIndexOf("-", offset - 1);
  return dash >= 0 && text.slice(dash + 1, offset).trim() === "" ? dash : offset;
}

function colonAfter(text: string, offset: number): number {
  const colon = /^\s*:/.exec(text.slice(offset, offset + 100));
  return offset + (colon?.[0].length ?? 0);
}
