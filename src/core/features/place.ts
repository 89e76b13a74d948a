import type { Span } from "../text.ts";
import { touches } from "../text.ts";
import type { MapEntry, MapNode, SeqNode, YamlDocument, YamlNode } from "../yaml/node.ts";

/** Where an offset stands in a document. */
export interface Place {
  /** Keys and list positions from the root to the innermost key or item. */
  readonly path: readonly (string | number)[];
  readonly on: "key" | "value";
  /** The innermost key; absent inside a list item that is no mapping, for which it is the list's. */
  readonly key?: Span;
  /** The value of the innermost key, or the item. */
  readonly value: YamlNode;
  /** The mappings and lists around it, outermost first. */
  readonly around: readonly YamlNode[];
}

/** The innermost key or value at an offset, at one of its ends included; nothing between two of them. */
export function placeAt(document: YamlDocument, offset: number): Place | undefined {
  const path: (string | number)[] = [];
  const around: YamlNode[] = [];
  let key: Span | undefined;
  let node = document.root;
  while (node !== undefined) {
    if (node.kind === "scalar" || node.kind === "alias") {
      if (!touches(node.span, offset)) return undefined;
      return { path, on: "value", ...(key && { key }), value: node, around };
    }
    around.push(node);
    const step: Step | undefined = node.kind === "map" ? intoMap(node, offset) : intoSeq(node, offset);
    if (step === undefined) return undefined;
    path.push(step.segment);
    key = step.key ?? key;
    if (step.onKey) return { path, on: "key", ...(key && { key }), value: step.value, around };
    node = step.value;
  }
  return undefined;
}

interface Step {
  readonly segment: string | number;
  readonly key?: Span;
  readonly value: YamlNode;
  readonly onKey: boolean;
}

function intoMap(map: MapNode, offset: number): Step | undefined {
  const onKey = map.entries.find(entry => touches(entry.key.span, offset));
  if (onKey !== undefined) return { ...stepOf(onKey), onKey: true };
  const inside = map.entries.find(entry => touches(entry.value.span, offset));
  return inside && { ...stepOf(inside), onKey: false };
}

function stepOf(entry: MapEntry): Omit<Step, "onKey"> {
  return {
    segment: entry.key.kind === "scalar" ? entry.key.text : "",
    key: entry.key.span,
    value: entry.value,
  };
}

function intoSeq(seq: SeqNode, offset: number): Step | undefined {
  const index = seq.items.findIndex(item => touches(item.span, offset));
  const value = seq.items[index];
  return value && { segment: index, value, onKey: false };
}
