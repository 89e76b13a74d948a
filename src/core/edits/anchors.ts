import type { TextEdit } from "../text.ts";
import type { AliasNode, YamlNode } from "../yaml/node.ts";
import type { Json } from "./change.ts";
import { insertLines } from "./insert.ts";
import { columnOf } from "./lines.ts";
import { isLong } from "./long.ts";
import { below, inlineText } from "./print.ts";
import type { Style } from "./style.ts";
import { dataOf } from "./unchangeable.ts";

/** A text on its way from one change to the next, and what every change asks of it. */
export interface Now {
  readonly text: string;
  readonly root: YamlNode | undefined;
  readonly style: Style;
  /** Whether long data gets lines of its own where brackets are. */
  readonly loosens: boolean;
  /** In the order of the text. */
  readonly aliases: readonly AliasNode[];
}

/** Every alias below a node, in the order of the text. Aliases are not followed. */
export function aliasesBelow(root: YamlNode): readonly AliasNode[] {
  const found: AliasNode[] = [];
  for (const node of nodesBelow(root)) if (node.kind === "alias") found.push(node);
  return found.sort((a, b) => a.span.start - b.span.start);
}

/** A node and all that is in it. Aliases are not followed. */
export function* nodesBelow(root: YamlNode): Iterable<YamlNode> {
  const todo: YamlNode[] = [root];
  for (let node = todo.pop(); node !== undefined; node = todo.pop()) {
    yield node;
    if (node.kind === "seq") for (const item of node.items) todo.push(item);
    if (node.kind === "map") for (const { key, value } of node.entries) todo.push(key, value);
  }
}

/**
 * Edits after which a change touches nobody else: where other places use a node that the change would change or take
 * away through its anchor, the first of them gets its present value, and the anchor with it.
 * @param changing nodes whose content will be another: what the change replaces or removes, and all that is around it
 * @param leaving the node that the change replaces or removes, with all that is in it
 */
export function detachOthers(
  now: Now,
  changing: readonly YamlNode[],
  leaving: YamlNode | undefined,
): readonly TextEdit[] {
  const { text, aliases } = now;
  if (aliases.length === 0) return [];
  const gone = leaving === undefined ? [] : [...nodesBelow(leaving)];
  const edits: TextEdit[] = [];
  for (const node of new Set([...changing, ...gone])) {
    if (node.anchor === undefined || node.kind === "alias") continue;
    const user = aliases.find(alias => alias.target === node && !gone.includes(alias));
    if (user === undefined) continue;
    edits.push(...inPlaceOf(now, user, node.anchor, dataOf(node)), ...withoutAnchor(text, node));
  }
  return edits;
}

/** The value where an alias stood: on its line, or in lines below its key where it is long. */
function inPlaceOf(
  { text, root, style, loosens }: Now,
  alias: AliasNode,
  anchor: string,
  value: Json,
): readonly TextEdit[] {
  const key = loosens && !style.json && isLong(value) ? blockKeyOf(root, alias) : undefined;
  const lines = key && below(value, columnOf(text, key.span.start), style);
  if (lines === undefined) return [{ span: alias.span, newText: `&${anchor} ${inlineText(value, style)}` }];
  return [{ span: alias.span, newText: `&${anchor}` }, insertLines(text, alias.span.end, lines, style.eol)];
}

/** The key of a block that a node is the value of. */
function blockKeyOf(root: YamlNode | undefined, value: YamlNode): YamlNode | undefined {
  for (const node of root === undefined ? [] : nodesBelow(root)) {
    const entry = node.kind === "map" && !node.flow && node.entries.find(each => each.value === value);
    if (entry) return entry.key;
  }
  return undefined;
}

function withoutAnchor(text: string, { properties, anchor }: YamlNode): readonly TextEdit[] {
  if (properties === undefined || anchor === undefined) return [];
  const start = text.indexOf(`&${anchor}`, properties.start);
  const after = start + anchor.length + 1;
  const end = after + (/^[ \t]+(?=[^\s#])/.exec(text.slice(after, after + 100))?.[0].length ?? 0);
  if (end > after || text[start - 1] !== " ") return [{ span: { start, end }, newText: "" }];
  return [{ span: { start: start - 1, end }, newText: "" }];
}
