import { quotedText } from "../yaml/write.ts";
import { isList, isMap, type Json, type JsonMap } from "./change.ts";
import type { Style } from "./style.ts";

/** Plain data as YAML or JSON text. Lines come without their ends. */

/** A value on one line: a scalar, or a collection in brackets. */
export function inlineText(value: Json, style: Style): string {
  const [comma, colon] = style.spaced ? [", ", ": "] : [",", style.json ? ":" : ": "];
  if (isList(value)) return `[${value.map(item => inlineText(item, style)).join(comma)}]`;
  if (isMap(value)) {
    const pairs = Object.entries(value).map(
      ([key, item]) => `${keyTextOf(key, style)}${colon}${inlineText(item, style)}`,
    );
    return `{${pairs.join(comma)}}`;
  }
  return scalarOf(value, style);
}

/** A value in brackets that has lines of its own; the first follows what stands before it. */
export function bracketLines(value: Json, style: Style, indent: string): readonly string[] {
  const empty = isList(value) ? value.length === 0 : isMap(value) && Object.keys(value).length === 0;
  if ((!isList(value) && !isMap(value)) || empty || style.unit === "") return [inlineText(value, style)];
  const inner = indent + style.unit;
  const items: readonly (readonly [head: string, item: Json])[] = isList(value)
    ? value.map(item => ["", item])
    : Object.entries(value).map(([key, item]) => [`${keyTextOf(key, style)}: `, item]);
  const lines = items.flatMap(([head, item], index) => {
    const [first = "", ...more] = bracketLines(item, style, inner);
    const printed = [`${inner}${head}${first}`, ...more];
    return index === items.length - 1 ? printed : [...printed.slice(0, -1), `${printed.at(-1)},`];
  });
  return isList(value) ? ["[", ...lines, `${indent}]`] : ["{", ...lines, `${indent}}`];
}

/** A key and its value as lines of a block mapping at a column. */
export function pairLines(key: string, value: Json, column: number, style: Style, level = 0): string[] {
  const head = `${" ".repeat(column)}${keyTextOf(key, style)}:`;
  const lines = below(value, column, style, level);
  return lines === undefined ? [`${head} ${inlineText(value, style)}`] : [head, ...lines];
}

/** What stands in the lines below a key at a column; absent where the value belongs behind the key. */
export function below(value: Json, column: number, style: Style, level = 0): readonly string[] | undefined {
  if (isList(value) && value.length > 0) {
    const at = column + style.dash;
    return value.flatMap((item, index) =>
      level === 0 ? newItemLines(item, index, at, style) : itemLines(item, at, style, level),
    );
  }
  if (isMap(value) && Object.keys(value).length > 0 && level < style.flowFrom) {
    return mapLines(value, column + style.step, style, level + 1);
  }
  return undefined;
}

export function mapLines(map: JsonMap, column: number, style: Style, level = 0): string[] {
  return Object.entries(map).flatMap(([key, value]) => pairLines(key, value, column, style, level));
}

/** An item as lines of a block list whose dashes stand at a column. */
export function itemLines(item: Json, column: number, style: Style, level = 0): string[] {
  const head = `${" ".repeat(column)}-${style.gap}`;
  if (!isMap(item) || Object.keys(item).length === 0 || level >= style.flowFrom) {
    return [head + inlineText(item, style)];
  }
  const [first = "", ...more] = mapLines(item, head.length, style, level + 1);
  return [head + first.trimStart(), ...more];
}

/** An item of a list that is new, or new in it, as its position is to be written. */
export function newItemLines(item: Json, index: number, column: number, style: Style): readonly string[] {
  const indent = " ".repeat(column);
  const written = style.written?.get(index)?.map(line => (line === "" ? "" : indent + line));
  return headed(written ?? itemLines(item, column, style), style.comments?.get(index) ?? [], column);
}

/** Lines with a comment above them. */
export function headed(
  lines: readonly string[],
  comment: readonly string[],
  column: number,
): readonly string[] {
  return [...comment.map(line => " ".repeat(column) + line), ...lines];
}

export function keyTextOf(key: string, style: Style): string {
  return quotedText(key, style.keyQuote);
}

/** JSON and YAML write anything but strings alike. */
export function scalarOf(value: null | boolean | number | string, style: Style): string {
  return typeof value === "string" ? quotedText(value, style.quote) : String(value);
}

/** The keys that neighbours have in their order, others behind. */
export function inOrder(item: Json, order: readonly string[]): Json {
  if (!isMap(item)) return item;
  const known = order.filter(key => Object.hasOwn(item, key));
  const others = Object.keys(item).filter(key => !known.includes(key));
  return Object.fromEntries([...known, ...others].map(key => [key, item[key] ?? null]));
}
