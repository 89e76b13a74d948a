import { deref, entriesOf, isNullish } from "../yaml/access.ts";
import { keyText } from "../yaml/key.ts";
import type { AliasNode, MapEntry, MapNode, SeqNode, YamlNode } from "../yaml/node.ts";
import type { Path } from "./change.ts";

/** What holds a node: a key of a mapping or a position of a list. */
export type Holder =
  | { readonly map: MapNode; readonly index: number; readonly entry: MapEntry }
  | { readonly list: SeqNode; readonly index: number };

/** Where a path leads in a text. `depth` steps of it lead to `node` or `map`. */
export type Site = {
  readonly depth: number /** The collections on the way, the root first. */;
  readonly chain: readonly YamlNode[];
} & (
  | { readonly kind: "found"; readonly node: YamlNode; readonly holder: Holder }
  /** The mapping has no such key, or the list no such item. */
  | { readonly kind: "missing"; readonly node: MapNode | SeqNode }
  /** The way leads through null. */
  | { readonly kind: "null"; readonly node: YamlNode; readonly holder: Holder }
  /** The way leads through an alias. */
  | { readonly kind: "alias"; readonly node: AliasNode; readonly holder: Holder }
  /** The key comes from a merge (`<<`); `overridden` where it stands in the mapping too, above the merge. */
  | {
      readonly kind: "merged";
      readonly node: MapNode;
      readonly value: YamlNode;
      readonly overridden: boolean;
    }
  /** The way leads through a scalar. */
  | { readonly kind: "blocked" }
);

export function locate(root: YamlNode, path: Path): Site {
  const chain: YamlNode[] = [];
  let node: YamlNode = root;
  let holder: Holder | undefined;
  for (let depth = 0; ; depth++) {
    const here = { depth, chain };
    const step = path[depth];
    if (step === undefined)
      return holder ? { kind: "found", node, holder, ...here } : { kind: "blocked", ...here };
    if (node.kind === "alias")
      return holder ? { kind: "alias", node, holder, ...here } : { kind: "blocked", ...here };
    if (node.kind === "scalar") {
      const empty: Holder | undefined = isNullish(node) ? holder : undefined;
      return empty ? { kind: "null", node, holder: empty, ...here } : { kind: "blocked", ...here };
    }
    chain.push(node);
    const next: Holder | Site = node.kind === "map" ? intoMap(node, step, here) : intoList(node, step, here);
    if ("kind" in next) return next;
    holder = next;
    node = "map" in next ? next.entry.value : (next.list.items[next.index] ?? node);
  }
}

function intoList(list: SeqNode, step: string | number, here: Pick<Site, "depth" | "chain">): Holder | Site {
  if (typeof step === "string") return { kind: "blocked", ...here };
  return list.items[step] ? { list, index: step } : { kind: "missing", node: list, ...here };
}

function intoMap(map: MapNode, step: string | number, here: Pick<Site, "depth" | "chain">): Holder | Site {
  if (typeof step === "number") return { kind: "blocked", ...here };
  const effective = entriesOf(map).find(each => each.name === step);
  if (effective === undefined) return { kind: "missing", node: map, ...here };
  const index = map.entries.findLastIndex(({ key }) => !isMerge(key) && keyText(key) === step);
  const entry = map.entries[index];
  if (effective.via === undefined && entry !== undefined) return { map, index, entry };
  return { kind: "merged", node: map, value: effective.value, overridden: entry !== undefined, ...here };
}

function isMerge(key: YamlNode): boolean {
  const node = deref(key);
  return node.kind === "scalar" && node.merge === true;
}
