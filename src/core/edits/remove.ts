import type { Span, TextEdit } from "../text.ts";
import type { MapNode, SeqNode } from "../yaml/node.ts";
import { commaBehind, flowSpans } from "./flow.ts";
import { entrySpan, lineEnd, lineStart, lineStop, skipTrivia, startsLine, valueEnd } from "./lines.ts";

/**
 * The smallest edits that take one item out of a collection. Comments, order and the rest of the text stay.
 * Nothing is checked here: read the outcome again before it lands.
 */

/** A list that would be empty becomes `[]`. */
export function removeItem(text: string, list: SeqNode, index: number): readonly TextEdit[] {
  const spans = list.flow ? flowSpans(text, list) : dashedSpans(text, list);
  return remove(text, spans, index, list.flow, "[]");
}

/** A key of a mapping with its value; a mapping that would be empty becomes `{}`. */
export function removeKey(text: string, map: MapNode, index: number): readonly TextEdit[] {
  const spans = map.entries.map(entry => entrySpan(text, entry));
  return remove(text, spans, index, map.flow, "{}");
}

function remove(
  text: string,
  spans: readonly Span[],
  index: number,
  flow: boolean,
  empty: "[]" | "{}",
): readonly TextEdit[] {
  const span = spans[index];
  if (span === undefined) return [];
  if (flow) return removeFromFlow(text, spans, index, span);
  return spans.length === 1 ? emptied(text, span, empty) : [removeLines(text, span, spans[index + 1])];
}

/** The items of a block list with their dashes. */
export function dashedSpans(text: string, list: SeqNode): readonly Span[] {
  let from = list.span.start;
  return list.items.map(item => {
    const start = skipTrivia(text, from);
    from = Math.max(valueEnd(text, item), start + 1);
    return { start, end: from };
  });
}

/** Whole lines where it stands alone on its own, else up to where the next one starts, which takes its place. */
function removeLines(text: string, span: Span, next: Span | undefined): TextEdit {
  if (startsLine(text, span.start)) return wholeLines(text, span);
  if (next === undefined) return { span, newText: "" };
  const behind = lineEnd(text, span.end);
  const comment = behind + (/^\s*(?=#)/.exec(text.slice(behind, next.start))?.[0].length ?? 0);
  const stop = comment > behind && comment < next.start ? comment : next.start;
  return { span: { start: span.start, end: stop }, newText: "" };
}

/** With the line end; at the end of a text without one, with the line end before. */
function wholeLines(text: string, { start, end }: Span): TextEdit {
  const from = lineStart(text, start);
  const to = lineEnd(text, end);
  if (from === 0 && text.startsWith("\ufeff")) return { span: { start: 1, end: to }, newText: "" };
  const unended = to === text.length && !text.endsWith("\n") && from > 0;
  return {
    span: { start: unended ? lineStop(text, lineStart(text, from - 1)) : from, end: to },
    newText: "",
  };
}

/** The collection's only item: what is left is the empty collection behind the key, or where the item stood. */
function emptied(text: string, span: Span, empty: "[]" | "{}"): readonly TextEdit[] {
  const alone = startsLine(text, span.start);
  const key = alone ? keyEndAbove(text, lineStart(text, span.start)) : undefined;
  if (key === undefined) return [{ span, newText: empty }];
  return [{ span: { start: key, end: key }, newText: ` ${empty}` }, wholeLines(text, span)];
}

/** Behind the `key:` above, with its anchor and tag, over lines that are blank or comments. */
function keyEndAbove(text: string, from: number): number | undefined {
  let start = from;
  while (start > 0) {
    start = lineStart(text, start - 1);
    const line = text.slice(start, lineStop(text, start));
    if (/^\s*(#.*)?$/.test(line)) continue;
    const key = /^.*?:(?:[ \t]+[&!]\S*)*(?=\s*(#.*)?$)/.exec(line);
    return key ? start + key[0].length : undefined;
  }
  return undefined;
}

function removeFromFlow(
  text: string,
  spans: readonly Span[],
  index: number,
  span: Span,
): readonly TextEdit[] {
  const [before, after] = [spans[index - 1], spans[index + 1]];
  const comma = commaBehind(text, span.end);
  const end = comma ?? span.end;
  const ownLines =
    startsLine(text, span.start) && /^[ \t]*(?:#.*)?$/.test(text.slice(end, lineStop(text, end)));
  const own = ownLines ? wholeLines(text, { start: span.start, end }) : undefined;
  if (after !== undefined) return [own ?? { span: { start: span.start, end: after.start }, newText: "" }];
  const commaBefore = comma === undefined && before ? commaBehind(text, before.end) : undefined;
  if (commaBefore === undefined) {
    const start = before?.end ?? span.start;
    const kept = comma !== undefined && before !== undefined && !own ? 1 : 0;
    return [own ?? { span: { start: start + kept, end }, newText: "" }];
  }
  const separator = { span: { start: commaBefore - 1, end: commaBefore }, newText: "" };
  if (own) return [separator, own];
  const between = text.slice(commaBefore, span.start).trim() === "";
  return between
    ? [{ span: { start: commaBefore - 1, end: span.end }, newText: "" }]
    : [separator, { span, newText: "" }];
}
