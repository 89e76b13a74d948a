import { deref } from "../yaml/access.ts";
import { keyText } from "../yaml/key.ts";
import type { MapNode, SeqNode, YamlNode } from "../yaml/node.ts";
import { isPlain, type Quote } from "../yaml/write.ts";
import type { ItemTexts } from "./change.ts";
import { columnOf, eolOf, lineStart, startsLine } from "./lines.ts";

/** How a file, or what stands beside a new value, is written. */
export interface Style extends ItemTexts {
  readonly eol: string;
  /** What one level of a nested mapping is indented by. */
  readonly step: number;
  /** How far a list's dash is indented below its key. */
  readonly dash: number;
  /** What stands between a dash and its item. */
  readonly gap: string;
  readonly quote: Quote;
  readonly keyQuote: Quote;
  /** Everything in brackets, keys and strings in double quotes. */
  readonly json: boolean;
  /** What one level of JSON that has lines of its own is indented by. */
  readonly unit: string;
  /** Whether spaces stand behind `:` and `,` in brackets. */
  readonly spaced: boolean;
  /** From which level of a new value on mappings are written in braces: 0 for the value itself. */
  readonly flowFrom: number;
  /** The order of keys in neighbours, for a mapping at the top of a new value. */
  readonly order: readonly string[];
}

/** What a whole file shows. */
export function fileStyle(text: string, root: YamlNode | undefined): Style {
  const json = root?.kind === "map" && root.flow && root.entries[0]?.key.span.start !== undefined;
  const quotedKeys = json && text[root.entries[0]?.key.span.start ?? 0] === '"';
  const lists = root === undefined ? [] : blockLists(root);
  const first = lists[0];
  return {
    eol: eolOf(text),
    step: 2,
    dash: first === undefined ? 0 : columnOf(text, first.list.span.start) - columnOf(text, first.key),
    gap: " ",
    quote: quotedKeys ? '"' : "",
    keyQuote: root === undefined ? "" : keyQuoteOf([root]),
    json: quotedKeys,
    unit: unitOf(text, root),
    spaced: !/^[^\n]*"\s*:(?=["{[\d])/.test(text.slice(0, 1000)),
    flowFrom: Number.POSITIVE_INFINITY,
    order: [],
    ...(root && stepOf(text, root)),
  };
}

/** What the items of a list show, the last before all others. */
export function itemStyle(text: string, list: SeqNode, base: Style): Style {
  const last = list.items.findLast(item => deref(item).kind === "map");
  if (last?.kind !== "map") return { ...base, ...gapOf(text, list) };
  const inner = last.entries.map(entry => entry.value).find(value => value.kind === "map");
  return {
    ...base,
    ...gapOf(text, list),
    ...stepOf(text, last),
    ...quoteOf(list.items.slice(-3), base),
    keyQuote: base.json ? '"' : keyQuoteOf(list.items.slice(-3)),
    flowFrom: last.flow ? 0 : inner?.kind === "map" && inner.flow ? 1 : Number.POSITIVE_INFINITY,
    order: last.entries.flatMap(({ key }) => keyText(key) ?? []),
  };
}

/** What the values of a mapping show. */
export function mapStyle(text: string, map: MapNode, base: Style): Style {
  return {
    ...base,
    ...stepOf(text, map),
    ...quoteOf([map], base),
    keyQuote: map.entries.length === 0 ? base.keyQuote : keyQuoteOf([map]),
  };
}

function gapOf(text: string, list: SeqNode): { gap?: string } {
  if (list.flow || list.items.length === 0) return {};
  const gap = /^-( +)(?=[^\s#])/.exec(text.slice(list.span.start, list.span.start + 20))?.[1];
  return gap === undefined ? {} : { gap };
}

/** The indentation of the first block mapping below another. */
function stepOf(text: string, node: YamlNode): { step?: number } {
  const todo: YamlNode[] = [node];
  for (let looked = 0; looked < 200; looked++) {
    const next = todo.shift();
    if (next?.kind === "seq" && !next.flow) todo.push(...next.items.slice(0, 5));
    if (next?.kind !== "map" || next.flow) continue;
    for (const { key, value } of next.entries.slice(0, 20)) {
      if (value.kind === "map" && !value.flow && startsLine(text, value.span.start)) {
        const step = columnOf(text, value.span.start) - columnOf(text, key.span.start);
        if (step > 0) return { step };
      }
      todo.push(value);
    }
  }
  return {};
}

function blockLists(root: YamlNode): readonly { readonly key: number; readonly list: SeqNode }[] {
  if (root.kind !== "map" || root.flow) return [];
  return root.entries.flatMap(({ key, value }) =>
    value.kind === "seq" && !value.flow ? [{ key: key.span.start, list: value }] : [],
  );
}

/** The indentation of the first key that has a line of its own. */
function unitOf(text: string, root: YamlNode | undefined): string {
  const first = root?.kind === "map" && root.flow ? root.entries[0]?.key.span.start : undefined;
  if (first === undefined || !startsLine(text, first)) return "";
  return text.slice(lineStart(text, first), first);
}

/** Quotes that strings carry although they need none, as far as all of them do. */
function quoteOf(nodes: readonly YamlNode[], { json }: Style): { quote?: Quote } {
  if (json) return {};
  const counts = { plain: 0, single: 0, double: 0 };
  const todo = [...nodes];
  for (let looked = 0; looked < 60; looked++) {
    const node = todo.shift();
    if (node === undefined) break;
    if (node.kind === "seq") todo.push(...node.items.slice(0, 10));
    if (node.kind === "map") todo.push(...node.entries.slice(0, 20).map(entry => entry.value));
    if (node.kind !== "scalar" || node.value.type !== "string") continue;
    if (node.style === "plain") return { quote: "" };
    if ((node.style === "single" || node.style === "double") && isPlain(node.text)) counts[node.style] += 1;
  }
  if (counts.single + counts.double === 0) return {};
  return { quote: counts.single > counts.double ? "'" : '"' };
}

/** The quotes that all keys of mappings carry. */
function keyQuoteOf(nodes: readonly YamlNode[]): Quote {
  const keys = nodes.flatMap(node =>
    node.kind === "map" ? node.entries.slice(0, 20).map(({ key }) => key) : [],
  );
  const styles = new Set(keys.map(key => (key.kind === "scalar" ? key.style : "plain")));
  if (styles.size !== 1) return "";
  return styles.has("double") ? '"' : styles.has("single") ? "'" : "";
}
