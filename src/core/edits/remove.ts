import type { Span, TextEdit } from "../text.ts";
import type { MapNode, SeqNode } from "../yaml/node.ts";
import { commaBehind } from "./flow.ts";
import { endWithOwn, headingStart } from "./headings.ts";
import { blankLinesEnd, blankLinesStart, lineEnd, lineStart, lineStop, startsLine } from "./lines.ts";
import { elementSpans } from "./spans.ts";

/**
 * The smallest edits that take one item out of a collection. Comments, order and the rest of the text stay.
 * Nothing is checked here: read the outcome again before it lands.
 */

/** A list that would be empty becomes `[]`. */
export function removeItem(text: string, list: SeqNode, index: number): readonly TextEdit[] {
  return remove(text, list, index);
}

/** A key of a mapping with its value; a mapping that would be empty becomes `{}`. */
export function removeKey(text: string, map: MapNode, index: number): readonly TextEdit[] {
  return remove(text, map, index);
}

function remove(text: string, collection: MapNode | SeqNode, index: number): readonly TextEdit[] {
  const spans = elementSpans(text, collection);
  const span = spans[index];
  if (span === undefined) return [];
  if (spans.length === 1) return emptied(text, collection, span);
  if (collection.flow) return removeFromFlow(text, spans, index, span);
  return [removeLines(text, spans, index, span)];
}

/**
 * The one deletion that takes an element out, whatever becomes of its neighbours; nothing where it takes more than one or
 * depends on them: for the last in brackets, and the first of a block that follows something on its line.
 */
export function deletionOf(
  text: string,
  collection: MapNode | SeqNode,
  spans: readonly Span[],
  index: number,
): Span | undefined {
  const span = spans[index];
  if (span === undefined) return undefined;
  if (collection.flow)
    return index < spans.length - 1 ? removeFromFlow(text, spans, index, span)[0]?.span : undefined;
  return startsLine(text, span.start) ? removeLines(text, spans, index, span).span : undefined;
}

/**
 * One of several elements of a block: whole lines where it begins one, else up to where the next one starts, which takes
 * its place.
 */
function removeLines(text: string, spans: readonly Span[], index: number, span: Span): TextEdit {
  if (startsLine(text, span.start)) return removeWholeLines(text, spans, index);
  const next = spans[index + 1];
  if (next === undefined) return { span, newText: "" };
  const behind = lineEnd(text, span.end);
  const comment = behind + (/^\s*(?=#)/.exec(text.slice(behind, next.start))?.[0].length ?? 0);
  const stop = comment > behind && comment < next.start ? comment : next.start;
  return { span: { start: span.start, end: stop }, newText: "" };
}

/**
 * An element that begins its line, with the comment that heads it and those below that are its own. Of blank lines on
 * both of its sides only those on one stay.
 */
function removeWholeLines(text: string, spans: readonly Span[], index: number): TextEdit {
  const start = headingStart(text, spans, index);
  const end = endWithOwn(text, spans, index);
  const before = spans[index - 1];
  const blank = before === undefined ? start : blankLinesStart(text, start, lineEnd(text, before.end));
  const isApart = before === undefined ? followsKey(text, start) : blank < start;
  if (!isApart) return wholeLines(text, { start, end });
  if (index === spans.length - 1) return wholeLines(text, { start: blank, end });
  const own = wholeLines(text, { start, end }).span;
  return { span: { start: own.start, end: blankLinesEnd(text, own.end) }, newText: "" };
}

function followsKey(text: string, start: number): boolean {
  const above = start === 0 ? "" : text.slice(lineStart(text, start - 1), start).trim();
  return above !== "" && !above.startsWith("#");
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
function emptied(text: string, collection: MapNode | SeqNode, span: Span): readonly TextEdit[] {
  if (collection.flow) return emptiedBrackets(text, collection, span);
  const empty = collection.kind === "map" ? "{}" : "[]";
  const alone = startsLine(text, span.start);
  const key = alone ? keyEndAbove(text, lineStart(text, span.start)) : undefined;
  if (key === undefined) return [{ span, newText: empty }];
  const end = endWithOwn(text, [span], 0);
  return [
    { span: { start: key, end: key }, newText: ` ${empty}` },
    wholeLines(text, { start: headingStart(text, [span], 0), end }),
  ];
}

/** Comments in the brackets stay. */
function emptiedBrackets(
  text: string,
  { span: { start, end } }: MapNode | SeqNode,
  span: Span,
): readonly TextEdit[] {
  const rest = text.slice(start + 1, span.start) + text.slice(span.end, end - 1);
  if (/[^\s,]/.test(rest)) return removeFromFlow(text, [span], 0, span);
  return [{ span: { start: start + 1, end: end - 1 }, newText: "" }];
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

/** The first on a line in brackets, from its heading on: the next one takes its place. */
function startWithHeading(text: string, spans: readonly Span[], index: number, { start }: Span): number {
  if (!startsLine(text, start)) return start;
  const heading = headingStart(text, spans, index);
  return heading < lineStart(text, start) ? text.indexOf("#", heading) : start;
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
  const own = ownLines ? wholeLines(text, { start: headingStart(text, spans, index), end }) : undefined;
  if (after !== undefined) {
    return [
      own ?? { span: { start: startWithHeading(text, spans, index, span), end: after.start }, newText: "" },
    ];
  }
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
