import type { TextEdit } from "../text.ts";
import { keyText } from "../yaml/key.ts";
import type { MapEntry, ScalarNode, YamlNode } from "../yaml/node.ts";
import { quotedText } from "../yaml/write.ts";
import { isDataKey, isList, isMap, type Json } from "./change.ts";
import { insertLines } from "./insert.ts";
import { colonEnd, columnOf, lineStart, lineStop, skipTrivia, valueEnd } from "./lines.ts";
import type { Holder } from "./locate.ts";
import { below, bracketLines, inlineText, mapLines, scalarOf } from "./print.ts";
import type { Style } from "./style.ts";

/** Another value where one stands, with as much of the old one's style as the new one can take. */
export function replaceValue(text: string, holder: Holder, value: Json, style: Style): readonly TextEdit[] {
  const node = "map" in holder ? holder.entry.value : holder.list.items[holder.index];
  if (node === undefined) return [];
  const inBlock = "map" in holder ? !holder.map.flow : !holder.list.flow;
  if (!isCollection(value)) {
    if (node.kind === "scalar" && !isMissing(node))
      return [replaceScalar(text, node, value, { inBlock, isData: isDataOf(holder) }, style)];
    if ("map" in holder) return putBehindKey(text, holder.entry, inlineText(value, style));
    return [putAtNode(text, node, inlineText(value, style))];
  }
  if ("map" in holder) {
    return inBlock
      ? replaceInBlock(text, holder.entry, value, style)
      : replaceInFlow(text, holder.entry, value, style);
  }
  if (!inBlock || !isMap(value)) return [putAtNode(text, node, inlineText(value, style))];
  const lines = mapLines(value, columnOf(text, node.span.start), style);
  return [putAtNode(text, node, lines.join(style.eol).trimStart())];
}

function isCollection(value: Json): boolean {
  return isList(value) || isMap(value);
}

function isMissing({ span }: YamlNode): boolean {
  return span.start === span.end;
}

/** In the place of a node. Its anchor stays; a tag was the old value's. */
function putAtNode(text: string, node: YamlNode, newText: string): TextEdit {
  const { span, properties, anchor, tag } = node;
  if (tag === undefined || properties === undefined) {
    const space = isMissing(node) && !/\s/.test(text[span.start - 1] ?? " ") ? " " : "";
    return { span: { start: span.start, end: valueEnd(text, node) }, newText: space + newText };
  }
  const kept = anchor === undefined ? "" : `&${anchor} `;
  return { span: { start: properties.start, end: valueEnd(text, node) }, newText: kept + newText };
}

/** A value on the key's line, where there was none or one of another kind. */
function putBehindKey(text: string, entry: MapEntry, newText: string): readonly TextEdit[] {
  const { key, value } = entry;
  if (!isMissing(value)) return [putAtNode(text, value, newText)];
  const colon = colonEnd(text, entry);
  const at = Math.max(colon ?? key.span.end, value.properties?.end ?? 0);
  return [{ span: { start: at, end: at }, newText: `${colon === undefined ? ":" : ""} ${newText}` }];
}

function replaceInFlow(text: string, entry: MapEntry, value: Json, style: Style): readonly TextEdit[] {
  const line = text.slice(lineStart(text, entry.key.span.start), entry.key.span.start);
  const indent = /^[ \t]*/.exec(line)?.[0] ?? "";
  const lines = bracketLines(value, indent.length === line.length ? style : { ...style, unit: "" }, indent);
  return putBehindKey(text, entry, lines.join(style.eol));
}

/** The lines of a collection below its key. What stood behind the key goes, a comment there stays. */
function replaceInBlock(text: string, entry: MapEntry, value: Json, style: Style): readonly TextEdit[] {
  const lines = below(value, columnOf(text, entry.key.span.start), style);
  if (lines === undefined) return putBehindKey(text, entry, inlineText(value, style));
  const colon = colonEnd(text, entry);
  if (colon === undefined) return [];
  const { value: old } = entry;
  const { properties, tag } = old;
  const start = Math.max(colon, tag === undefined ? (properties?.end ?? 0) : 0);
  const end = isMissing(old) ? Math.max(start, properties?.end ?? 0) : valueEnd(text, old);
  const comment = skipTrivia(text, start) > end || !text.slice(start, end).includes("\n");
  if (!comment) return [{ span: { start, end }, newText: style.eol + lines.join(style.eol) }];
  return [{ span: { start, end }, newText: "" }, insertLines(text, end, lines, style.eol)];
}

/** Whether kubectl decodes the value as base64, in which line ends do not count. */
function isDataOf(holder: Holder): boolean {
  return "map" in holder && isDataKey(keyText(holder.entry.key) ?? "");
}

/** What the style of a scalar depends on besides itself. */
export interface ScalarPlace {
  readonly inBlock: boolean;
  readonly isData: boolean;
}

/** A scalar in the place of another: its quotes, its anchor and the form of its block stay. */
function replaceScalar(
  text: string,
  node: ScalarNode,
  value: Json,
  place: ScalarPlace,
  style: Style,
): TextEdit {
  if (node.tag !== undefined && node.tag !== "!!str") return putAtNode(text, node, inlineText(value, style));
  if (typeof value !== "string") return putAtNode(text, node, inlineText(value, style));
  const isBlock = node.style === "literal" || node.style === "folded";
  const block = isBlock && place.inBlock ? blockText(text, node, value, place, style) : undefined;
  if (block !== undefined)
    return { span: { start: node.span.start, end: valueEnd(text, node) }, newText: block };
  const quote = node.style === "single" ? "'" : node.style === "double" ? '"' : undefined;
  const end = valueEnd(text, node);
  const newText = quote === undefined ? scalarOf(value, plainUnlessJson(style)) : quotedText(value, quote);
  return { span: { start: node.span.start, end }, newText };
}

function plainUnlessJson(style: Style): Style {
  return style.json ? style : { ...style, quote: "" };
}

/** Base64 wrapped as the old one was, or text of a block that keeps no line end; nothing for any other. */
function blockText(text: string, node: ScalarNode, value: string, { isData }: ScalarPlace, { eol }: Style) {
  if (node.style !== "literal") return undefined;
  const stop = lineStop(text, node.span.start);
  const header = text.slice(node.span.start, stop);
  const [first = "", ...others] = text.slice(stop, node.span.end).trim().split(/\s+/);
  const indent = /^\r?\n([ ]+)(?=\S)/.exec(text.slice(stop))?.[1];
  if (indent === undefined || /^\|[-+]?[1-9]/.test(header)) return undefined;
  const base64 = /^[A-Za-z0-9+/]+={0,2}$/;
  const isWrapped = [first, ...others].every(line => base64.test(line));
  if (!isWrapped || !base64.test(value)) return undefined;
  if (!isData && (others.length > 0 || !header.includes("-"))) return undefined;
  const width = others.length === 0 ? Number.POSITIVE_INFINITY : first.length;
  return (
    header +
    wrapped(value, width)
      .map(line => eol + indent + line)
      .join("")
  );
}

function wrapped(value: string, width: number): readonly string[] {
  if (width >= value.length) return [value];
  return value.match(new RegExp(`.{1,${width}}`, "g")) ?? [value];
}

/** Another key and value in the place of a key whose value is a scalar of its own. */
export function rekey(
  text: string,
  entry: MapEntry,
  key: string,
  value: Json,
  style: Style,
  inBlock: boolean,
) {
  const old = entry.value;
  const name = keyText(entry.key);
  if (old.kind !== "scalar" || isMissing(old) || name === undefined || entry.key.kind !== "scalar") return [];
  const keyEdit = replaceScalar(text, entry.key, key, { inBlock, isData: false }, style);
  return [keyEdit, replaceScalar(text, old, value, { inBlock, isData: isDataKey(key) }, style)];
}
