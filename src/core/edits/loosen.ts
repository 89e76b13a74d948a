import type { Span, TextEdit } from "../text.ts";
import type { MapEntry, MapNode, SeqNode, YamlNode } from "../yaml/node.ts";
import type { Now } from "./anchors.ts";
import type { Change } from "./change.ts";
import { insertLines } from "./insert.ts";
import { colonEnd, columnOf, entrySpan, valueEnd } from "./lines.ts";
import type { Site } from "./locate.ts";
import { isLong, LONG } from "./long.ts";
import type { Style } from "./style.ts";

/**
 * Edits that turn what stands in brackets on one line into a block, where long data is about to go into it: nothing but
 * the brackets goes, and what the data does not go into keeps its own. Not for JSON, nor where long data is replaced.
 */
export function loosen({ text, style, loosens }: Now, site: Site, change: Change): readonly TextEdit[] {
  if (!loosens || style.json || change.kind === "remove") return [];
  if (!isLong(change.kind === "append" ? change.items : change.value)) return [];
  const found = site.kind === "found" ? site.node : undefined;
  if (found?.kind === "scalar" && found.text.length > LONG) return [];
  const way = change.kind === "append" && found !== undefined ? [...site.chain, found] : site.chain;
  const collections = way.filter(node => node.kind === "map" || node.kind === "seq");
  const outer = collections.findIndex(({ flow }) => flow);
  const [holder, node] = [collections[outer - 1], collections[outer]];
  if (holder === undefined || node === undefined) return [];
  const { start, end } = node.span;
  if (text.slice(start, end).includes("\n")) return [];
  const opening: Opening = { text, style, opened: new Set(collections.slice(outer)) };
  return holder.kind === "map" ? belowKey(opening, holder, node) : behindDash(opening, node);
}

interface Opening {
  readonly text: string;
  readonly style: Style;
  /** The collections that lose their brackets. */
  readonly opened: ReadonlySet<YamlNode>;
}

function belowKey(opening: Opening, holder: MapNode, node: MapNode | SeqNode): readonly TextEdit[] {
  const { text } = opening;
  const entry = holder.entries.find(({ value }) => value === node);
  const colon = entry && colonEnd(text, entry);
  if (entry === undefined || colon === undefined) return [];
  const column = columnOf(text, entrySpan(text, entry).start) + indentOf(opening, node);
  const start = Math.max(colon, node.properties?.end ?? 0);
  return withLines(opening, { start, end: node.span.end }, "", linesOf(opening, node, column));
}

function behindDash(opening: Opening, node: MapNode | SeqNode): readonly TextEdit[] {
  const { text } = opening;
  const column = columnOf(text, node.properties?.start ?? node.span.start);
  const lines = linesOf(opening, node, column);
  if (node.properties !== undefined)
    return withLines(opening, { start: node.properties.end, end: node.span.end }, "", lines);
  const [first = "", ...more] = lines;
  return withLines(opening, node.span, first.trimStart(), more);
}

/** A comment behind the brackets stays on its line. */
function withLines({ text, style }: Opening, span: Span, newText: string, lines: readonly string[]) {
  const own = { span, newText };
  return lines.length === 0 ? [own] : [own, insertLines(text, span.end, lines, style.eol)];
}

function linesOf(opening: Opening, node: MapNode | SeqNode, column: number): readonly string[] {
  const indent = " ".repeat(column);
  if (node.kind === "map") return node.entries.flatMap(entry => entryLines(opening, entry, column));
  const { gap } = opening.style;
  return node.items.flatMap(item => {
    if (!isOpened(opening, item)) return [`${indent}-${gap}${written(opening, item)}`];
    const [first = "", ...more] = linesOf(opening, item, column + 1 + gap.length);
    return [`${indent}-${gap}${first.trimStart()}`, ...more];
  });
}

function entryLines(opening: Opening, { key, value }: MapEntry, column: number): readonly string[] {
  const head = `${" ".repeat(column)}${written(opening, key)}:`;
  if (isOpened(opening, value)) {
    const { text } = opening;
    const { properties } = value;
    const behind = properties === undefined ? "" : ` ${text.slice(properties.start, properties.end)}`;
    return [head + behind, ...linesOf(opening, value, column + indentOf(opening, value))];
  }
  return [`${head} ${written(opening, value)}`.trimEnd()];
}

function isOpened({ opened }: Opening, node: YamlNode): node is MapNode | SeqNode {
  return opened.has(node);
}

function indentOf({ style }: Opening, node: MapNode | SeqNode): number {
  return node.kind === "map" ? style.step : style.dash;
}

/** A node as it stands, with its anchor and tag. */
function written({ text }: Opening, node: YamlNode): string {
  return text.slice(
    Math.min(node.span.start, node.properties?.start ?? node.span.start),
    valueEnd(text, node),
  );
}
