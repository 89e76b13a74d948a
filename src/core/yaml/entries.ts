import { keyText } from "./key.ts";
import type { MapEntry, MapNode, ResolvedNode, YamlNode } from "./node.ts";

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
  const active = new Set<MapNode>([map]);
  const frames: Frame[] = [{ map, at: 0, merging: [] }];
  for (let frame = frames.at(-1); frame !== undefined; frame = frames.at(-1)) {
    const source = frame.merging.pop();
    const entry = source === undefined ? frame.map.entries[frame.at] : undefined;
    if (source !== undefined) {
      if (!active.has(source)) {
        active.add(source);
        frames.push({ map: source, at: 0, merging: [] });
      }
    } else if (entry === undefined) {
      active.delete(frame.map);
      frames.pop();
    } else {
      frame.at += 1;
      if (isMerge(entry.key)) {
        frame.merging = mergedMaps(entry.value);
      } else {
        const id = identity(entry.key);
        const name = identity === keyText ? id : keyText(entry.key);
        if (id !== undefined) entries.set(id, effective(name ?? "", entry, frames.length > 1));
      }
    }
  }
  return [...entries.values()];
}

/** A mapping that is being gone through: the next entry, and what a merge key still has to give, the last first. */
interface Frame {
  readonly map: MapNode;
  at: number;
  merging: MapNode[];
}

function isMerge(key: YamlNode): boolean {
  return key.kind === "scalar" && key.merge === true;
}

function effective(name: string, { key, value }: MapEntry, merged: boolean): EffectiveEntry {
  return merged ? { name, key, value, via: "merge" } : { name, key, value };
}

/** The mappings that a merge takes its entries from; go-yaml takes the last of a list first. */
function mergedMaps(value: YamlNode): MapNode[] {
  const target = resolved(value);
  const sources = target.kind === "map" ? [target] : value.kind === "seq" ? value.items.map(resolved) : [];
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
