import { STEP, type Steps } from "../steps.ts";
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

/**
 * The entries as go-yaml v2 decodes them: in the order of the text, each overriding an earlier one of the
 * same key, where a merge key stands for the entries it merges. So a merge overrides what stands above it
 * and is overridden by what stands below it; of several merged mappings the first wins (decode.go, mapping
 * and merge). Cyclic merges end at the repeated mapping.
 */
export function effectiveEntries(map: MapNode): EffectiveEntry[] {
  const entries = new Map<string, EffectiveEntry>();
  const walk = new Walk(map);
  for (let entry = walk.next(); entry !== undefined; entry = walk.next()) {
    const name = keyText(entry.key);
    if (name !== undefined) entries.set(name, effective(name, entry, walk.isMerged));
  }
  return [...entries.values()];
}

/** The same entries while Go's map keeps them apart, before JSON does: `1` and `"1"` are two keys there. */
export function* exactEntrySteps(map: MapNode): Steps<MapEntry[]> {
  const entries = new Map<string, MapEntry>();
  const walk = new Walk(map);
  let count = 0;
  for (let entry = walk.next(); entry !== undefined; entry = walk.next()) {
    if (++count % STEP === 0) yield;
    const id = exactKey(entry.key);
    if (id !== undefined) entries.set(id, entry);
  }
  return [...entries.values()];
}

/** Goes through the entries of a mapping, and at each merge key through those that it merges. */
class Walk {
  readonly #active: Set<MapNode>;
  readonly #frames: Frame[];

  constructor(map: MapNode) {
    this.#active = new Set([map]);
    this.#frames = [{ map, at: 0, merging: [] }];
  }

  /** Whether the last entry came through a merge key. */
  get isMerged(): boolean {
    return this.#frames.length > 1;
  }

  /** The next entry that is no merge key; undefined at the end. */
  next(): MapEntry | undefined {
    for (let frame = this.#frames.at(-1); frame !== undefined; frame = this.#frames.at(-1)) {
      const source = frame.merging.pop();
      if (source !== undefined) {
        this.#enter(source);
        continue;
      }
      const entry = frame.map.entries[frame.at];
      frame.at += 1;
      if (entry === undefined) {
        this.#active.delete(frame.map);
        this.#frames.pop();
      } else if (isMerge(entry.key)) {
        frame.merging = mergedMaps(entry.value);
      } else {
        return entry;
      }
    }
    return undefined;
  }

  #enter(source: MapNode): void {
    if (this.#active.has(source)) return;
    this.#active.add(source);
    this.#frames.push({ map: source, at: 0, merging: [] });
  }
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

function exactKey(key: YamlNode): string | undefined {
  const target = resolved(key);
  if (target.kind !== "scalar") {
    return undefined;
  }
  const { value } = target;
  return value.type === "null"
    ? "null"
    : `${value.type} ${value.type === "string" || value.type === "bool" ? value.value : value.json}`;
}
