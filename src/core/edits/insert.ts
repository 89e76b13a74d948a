import type { Span, TextEdit } from "../text.ts";
import type { MapEntry, MapNode, SeqNode } from "../yaml/node.ts";
import type { Json } from "./change.ts";
import { insertIntoFlow } from "./flow.ts";
import { endWithOwn } from "./headings.ts";
import { beforeOnLine, columnOf, eolOf, lineEnd, lineStart } from "./lines.ts";
import { isLong } from "./long.ts";
import { bracketLines, inlineText, inOrder, keyTextOf, newItemLines, pairLines } from "./print.ts";
import { entrySpans, itemSpans } from "./spans.ts";
import { itemStyle, mapStyle, type Style } from "./style.ts";

/** A new key behind all others of a mapping that has some, or in its braces. */
export function addKey(
  text: string,
  map: MapNode,
  key: string,
  value: Json,
  base: Style,
): readonly TextEdit[] {
  const style = mapStyle(text, map, base);
  const spans = entrySpans(text, map);
  const [first] = spans;
  if (map.flow || first === undefined) {
    return insertIntoFlow(text, map, spans, style, indent => {
      const [head = "", ...more] =
        indent === undefined ? [inlineText(value, style)] : bracketLines(value, style, indent);
      return [[`${keyTextOf(key, style)}${style.spaced || !style.json ? ": " : ":"}${head}`, ...more]];
    });
  }
  const column = columnOf(text, first.start);
  const end = endWithOwn(text, spans, spans.length - 1);
  return [insertLines(text, end, pairLines(key, value, column, style), style.eol)];
}

/** New items behind all others of a list that has some, or in its brackets, in their style. */
export function addItems(
  text: string,
  list: SeqNode,
  items: readonly Json[],
  base: Style,
): readonly TextEdit[] {
  const style = withLong(items, itemStyle(text, list, base));
  const ordered = items.map(item => inOrder(item, style.order));
  const spans = itemSpans(text, list);
  const last = spans.at(-1);
  if (list.flow || last === undefined) {
    const inLines =
      last === undefined || items.some(isLong) || text.slice(last.start, last.end).includes("\n");
    return insertIntoFlow(text, list, spans, style, indent =>
      ordered.map((item, index) => {
        if (indent === undefined) return [inlineText(item, style)];
        const lines = inLines ? bracketLines(item, style, indent) : [inlineText(item, style)];
        return style.json ? lines : headedInBrackets(lines, style.comments?.get(index) ?? [], indent);
      }),
    );
  }
  const column = columnOf(text, list.span.start);
  const apart = isApart(text, spans) ? [""] : [];
  const lines = ordered.flatMap((item, index) => [...apart, ...newItemLines(item, index, column, style)]);
  return [insertLines(text, endWithOwn(text, spans, spans.length - 1), lines, style.eol)];
}

/** Long data is not written in braces on one line, but in JSON that has no others. */
function withLong(items: readonly Json[], style: Style): Style {
  if (style.json || !items.some(isLong)) return style;
  return { ...style, flowFrom: Number.POSITIVE_INFINITY, unit: style.unit || " ".repeat(style.step) };
}

/** The first line follows its indentation. */
function headedInBrackets(
  lines: readonly string[],
  comment: readonly string[],
  indent: string,
): readonly string[] {
  return [...comment, ...lines].map((line, index) =>
    index > 0 && index <= comment.length ? indent + line : line,
  );
}

/** Whether blank lines stand between the last two items. */
function isApart(text: string, spans: readonly Span[]): boolean {
  const [before, last] = spans.slice(-2);
  if (before === undefined || last === undefined) return false;
  return /\n[ \t]*\r?\n/.test(text.slice(before.end, last.start));
}

/** Lines of their own behind the line of an offset. */
export function insertLines(text: string, offset: number, lines: readonly string[], eol: string): TextEdit {
  const at = lineEnd(text, offset);
  const ended = at > 0 && text[at - 1] === "\n" && at > lineStart(text, offset);
  const joined = lines.join(eol);
  return { span: { start: at, end: at }, newText: ended ? joined + eol : eol + joined };
}

/**
 * A key and its value before another key of the same mapping, in the mapping's own style.
 * @param value a scalar that is plain in YAML and needs quotes in JSON
 */
export function insertBefore(
  text: string,
  map: MapNode,
  next: MapEntry,
  key: string,
  value: string,
): TextEdit {
  const at = next.key.span.start;
  const line = beforeOnLine(text, at);
  const quoted = map.flow && text[at] === '"';
  const pair = quoted ? `${JSON.stringify(key)}: ${JSON.stringify(value)}` : `${key}: ${value}`;
  const newText = map.flow
    ? `${pair},${inFlow(text, line)}`
    : `${pair}${eolOf(text)}${" ".repeat(line.length)}`;
  return { span: { start: at, end: at }, newText };
}

/** A line of its own where the next key has one. */
function inFlow(text: string, line: string): string {
  return line.trim() === "" && line !== "" ? eolOf(text) + line : " ";
}
