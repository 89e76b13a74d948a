import type { Span } from "../text.ts";
import { type EffectiveEntry, effectiveEntries } from "./entries.ts";
import type { MapNode, ResolvedNode, YamlNode } from "./node.ts";

/** The node that an alias stands for; any other node itself. */
export function deref(node: YamlNode): ResolvedNode {
  return node.kind === "alias" ? node.target : node;
}

/** The entries as kubectl ends up with them: merges applied, of equal keys the last, bad keys left out. */
export function entriesOf(map: MapNode): readonly EffectiveEntry[] {
  return effectiveEntries(map);
}

/** The value that kubectl finds under a key; `deref` it to see behind an alias. */
export function get(map: MapNode, key: string): YamlNode | undefined {
  return entriesOf(map).find(entry => entry.name === key)?.value;
}

/** Whether a value is missing or null, which kubectl reads alike. */
export function isNullish(node: YamlNode | undefined): boolean {
  if (node === undefined) {
    return true;
  }
  const target = deref(node);
  return target.kind === "scalar" && target.value.type === "null";
}

/** The node with its anchor and tag. */
export function fullSpan(node: YamlNode): Span {
  const { properties, span } = node;
  return properties === undefined
    ? span
    : { start: Math.min(properties.start, span.start), end: Math.max(properties.end, span.end) };
}

export type { EffectiveEntry } from "./entries.ts";
export { toJson } from "./json.ts";
export { type PathStep, pathAt } from "./path.ts";
export { sourceOffset } from "./source-offset.ts";
