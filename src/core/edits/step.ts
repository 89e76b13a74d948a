import type { TextEdit } from "../text.ts";
import { deref, entriesOf } from "../yaml/access.ts";
import type { MapNode, YamlNode } from "../yaml/node.ts";
import { detachOthers, type Now } from "./anchors.ts";
import {
  applyChanges,
  type Change,
  type ItemTexts,
  isList,
  isMap,
  type Json,
  type Path,
  stepInto,
} from "./change.ts";
import { addItems, addKey, insertLines } from "./insert.ts";
import { colonEnd, columnOf } from "./lines.ts";
import { type Holder, locate, type Site } from "./locate.ts";
import { isLong } from "./long.ts";
import { loosen } from "./loosen.ts";
import { inlineText, pairLines } from "./print.ts";
import { removeItem, removeKey } from "./remove.ts";
import { rekey, replaceValue } from "./replace.ts";
import { startText } from "./start.ts";
import type { Style } from "./style.ts";
import { dataOf, moved, overridden, Unchangeable, unreadable } from "./unchangeable.ts";

/** `next`: what has to come after, instead of the change where its edits only prepare it. */
export interface Step {
  readonly edits: readonly TextEdit[];
  readonly next?: readonly Change[];
}

export function stepOf(now: Now, change: Change): Step {
  const { text, root, style } = now;
  if (root === undefined || deref(root).kind !== "map") {
    const hasItems = change.kind === "append" || change.kind === "set";
    const own = hasItems ? styleOf(change, now) : style;
    const edits = startText(text, root, applyChanges(null, [change]), own);
    if (edits === undefined) throw new Unchangeable(unreadable());
    return { edits };
  }
  const site = locate(root, change.path);
  const leaving = site.kind === "found" && change.kind !== "append" ? site.node : undefined;
  const prepared = detachOthers(now, site.chain, leaving);
  if (prepared.length > 0) return { edits: prepared, next: [change] };
  const loosened = loosen(now, site, change);
  if (loosened.length > 0) return { edits: loosened, next: [change] };
  switch (change.kind) {
    case "set":
      return { edits: setEdits(text, site, change.path, change.value, styleOf(change, now)) };
    case "append":
      return appendStep(text, root, site, change, styleOf(change, now));
    case "rekey":
      return rekeyStep(text, site, change, style);
    case "remove":
      return removeStep(text, site, change, style);
  }
}

/** With what is said of the new items of a list, as far as it is tried. */
function styleOf(change: ItemTexts, { style, loosens }: Pick<Now, "style" | "loosens">): Style {
  const { comments, written } = change;
  return { ...style, ...(comments && { comments }), ...(loosens && written && { written }) };
}

function setEdits(text: string, site: Site, path: Path, value: Json, style: Style): readonly TextEdit[] {
  const rest = path.slice(site.depth);
  switch (site.kind) {
    case "found":
      return replaceValue(text, site.holder, value, style);
    case "null":
      return replaceValue(text, site.holder, nest(rest, value), style);
    case "missing": {
      const [key, ...deeper] = rest;
      if (site.node.kind === "seq" || typeof key !== "string") throw new Unchangeable(moved());
      const nested = nest(deeper, value);
      if (site.node.flow && site.node.entries.length === 0 && site.chain.length > 1 && !style.json) {
        return addToEmpty(text, site, key, nested, style);
      }
      return addKey(text, site.node, key, nested, style);
    }
    case "alias":
    case "merged":
      return overShared(text, site, { kind: "set", path: rest, value }, style);
    case "blocked":
      throw new Unchangeable(moved());
  }
}

/** The braces of `user: {}` stay. */
function addToEmpty(text: string, site: Site & { kind: "missing" }, key: string, value: Json, style: Style) {
  const { node } = site;
  return node.kind === "map" ? addKey(text, node, key, value, { ...style, unit: "" }) : [];
}

function removeStep(
  text: string,
  site: Site,
  change: Change & { readonly kind: "remove" },
  style: Style,
): Step {
  switch (site.kind) {
    case "found":
      return "map" in site.holder
        ? removeOwn(text, site.holder, change, style)
        : { edits: removeItem(text, site.holder.list, site.holder.index) };
    case "alias":
    case "merged": {
      const below = { ...change, path: change.path.slice(site.depth) };
      return { edits: overShared(text, site, below, style) };
    }
    default:
      return { edits: [] };
  }
}

/** What the key hid goes too: the same key above it; and over one that a merge brings, null stays. */
function removeOwn(
  text: string,
  holder: Extract<Holder, { readonly map: MapNode }>,
  change: Change & { readonly kind: "remove" },
  style: Style,
): Step {
  const { map, index } = holder;
  const hidden = entriesOf({ ...map, entries: map.entries.toSpliced(index, 1) }).find(
    each => each.name === change.path.at(-1),
  );
  if (hidden?.via === "merge") return { edits: replaceValue(text, holder, null, style) };
  return { edits: removeKey(text, map, index), ...(hidden && { next: [change] }) };
}

/**
 * Where the way leads through an alias or a merge, the place gets content of its own: the shared mapping merged in, and
 * the change over it.
 */
function overShared(
  text: string,
  site: Site & { readonly kind: "alias" | "merged" },
  change: Change & { readonly kind: "set" | "remove" },
  style: Style,
): readonly TextEdit[] {
  const [key, ...deeper] = change.path;
  const value = change.kind === "set" ? change.value : null;
  if (site.kind === "merged") {
    if (site.overridden || typeof key !== "string") throw new Unchangeable(overridden());
    const own = deeper.length === 0 ? value : applyChanges(dataOf(site.value), [{ ...change, path: deeper }]);
    return addKey(text, site.node, key, own, style);
  }
  const { node, holder } = site;
  if (
    typeof key === "string" &&
    deeper.length === 0 &&
    node.target.kind === "map" &&
    !isList(value) &&
    !isMap(value)
  ) {
    const block = isLong(value) && !style.json ? mergedBelow(text, site, key, value, style) : [];
    if (block.length > 0) return block;
    const own = inlineText({ [key]: value }, style).slice(1);
    return [{ span: node.span, newText: `{<<: *${node.name}, ${own}` }];
  }
  return replaceValue(text, holder, applyChanges(dataOf(node.target), [change]), style);
}

/** The merge and the key in lines below the key that had an alias, in a block. */
function mergedBelow(
  text: string,
  { node, holder }: Site & { readonly kind: "alias" },
  key: string,
  value: Json,
  style: Style,
): readonly TextEdit[] {
  const colon = "map" in holder && !holder.map.flow ? colonEnd(text, holder.entry) : undefined;
  if (!("map" in holder) || colon === undefined) return [];
  const column = columnOf(text, holder.entry.key.span.start) + style.step;
  const lines = [`${" ".repeat(column)}<<: *${node.name}`, ...pairLines(key, value, column, style)];
  const { end } = node.span;
  return [{ span: { start: colon, end }, newText: "" }, insertLines(text, end, lines, style.eol)];
}

function appendStep(
  text: string,
  root: YamlNode,
  site: Site,
  { path, items, comments, written }: Change & { readonly kind: "append" },
  style: Style,
): Step {
  const list = site.kind === "found" ? site.node : undefined;
  if (
    list?.kind === "seq" &&
    (list.items.length > 0 || keepsBrackets(text, list.span.start, list.span.end, style))
  ) {
    return { edits: addItems(text, list, items, style) };
  }
  const before = path.reduce<Json>(stepInto, dataOf(root));
  if (before !== null && !isList(before)) throw new Unchangeable(moved());
  const isNew = before === null || before.length === 0;
  const texts = { ...(comments && { comments }), ...(written && { written }) };
  return {
    edits: [],
    next: [{ kind: "set", path, value: [...(before ?? []), ...items], ...(isNew && texts) }],
  };
}

/** Empty brackets of a YAML file become a block, unless they hold a comment. */
function keepsBrackets(text: string, start: number, end: number, style: Style): boolean {
  return style.json || text.slice(start + 1, end - 1).trim() !== "";
}

function rekeyStep(
  text: string,
  site: Site,
  change: Change & { readonly kind: "rekey" },
  style: Style,
): Step {
  const { path, key, value } = change;
  const to = [...path.slice(0, -1), key];
  if (site.kind === "found" && "map" in site.holder) {
    const { map, entry } = site.holder;
    const edits = hasKey(map, key) ? [] : rekey(text, entry, key, value, style, !map.flow);
    if (edits.length > 0) return { edits };
  }
  return {
    edits: [],
    next: [
      { kind: "set", path: to, value },
      { kind: "remove", path },
    ],
  };
}

function hasKey(map: MapNode, name: string): boolean {
  return map.entries.some(({ key }) => key.kind === "scalar" && (key.merge === true || key.text === name));
}

function nest(path: Path, value: Json): Json {
  return path.reduceRight<Json>((inner, step) => ({ [step]: inner }), value);
}
