import { keyText } from "./key.ts";
import type { MapNode, ResolvedNode, YamlNode } from "./node.ts";

/** An entry of a mapping as kubectl ends up with it. */
export interface EffectiveEntry {
  /** The key as JSON spells it. */
  readonly name: string;
  readonly key: YamlNode;
  readonly value: YamlNode;
  /** Set when the entry came through a merge key (`<<`). */
  readonly via?: "merge";
}

type Identity = (key: YamlNode) => string | undefined;

/**
 * The entries as go-yaml v2 decodes them: in the order of the text, each overriding an earlier one of the
 * same key, where a merge key stands for the entries it merges. So a merge overrides what stands above it
 * and is overridden by what stands below it; of several merged mappings the first wins (decode.go, mapping
 * and merge). Cyclic merges end at the repeated mapping.
 */
export function effectiveEntries(map: MapNode, identity: Identity = keyText): EffectiveEntry[] {
  const entries = new Map<string, EffectiveEntry>();
  const active = new Set<MapNode>();
  const todo: (() => void)[] = [];
  const visit = (visited: MapNode, merged: boolean): void => {
    if (active.has(visited)) {
      return;
    }
    active.add(visited);
    const steps: (() => void)[] = [];
    for (const { key, value } of visited.entries) {
      if (key.kind === "scalar" && key.merge) {
        steps.push(...mergedMaps(value).map(each => () => visit(each, true)));
        continue;
      }
      steps.push(() => {
        const id = identity(key);
        if (id !== undefined) {
          entries.set(id, { name: keyText(key) ?? "", key, value, ...(merged ? { via: "merge" } : {}) });
        }
      });
    }
    steps.push(() => active.delete(visited));
    todo.push(...steps.reverse());
  };
  visit(map, false);
  for (let step = todo.pop(); step !== undefined; step = todo.pop()) {
    step();
  }
  return [...entries.values()];
}

/** The mappings that a merge takes its entries from, in the order in which go-yaml takes them. */
function mergedMaps(value: YamlNode): MapNode[] {
  const target = resolved(value);
  const sources =
    target.kind === "map" ? [target] : value.kind === "seq" ? value.items.map(resolved).reverse() : [];
  return sources.filter(source => source.kind === "map");
}

function resolved(node: YamlNode): ResolvedNode {
  return node.kind === "alias" ? node.target : node;
}

/** Keys apart as Go's map keeps them apart while it decodes: `1` and `"1"` are two keys there. */
export function exactKey(key: YamlNode): string | undefined {
  const target = resolved(key);
  if (target.kind !== "scalar") {
    return undefined;
  }
  const { value } = target;
  return value.type === "null"
    ? "null"
    : `${value.type} ${value.type === "string" || value.type === "bool" ? value.value : value.json}`;
}
