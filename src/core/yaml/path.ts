import type { MapEntry, MapNode, SeqNode, YamlDocument, YamlNode } from "./node.ts";

/** One step from the root to a place: a node, and which part of it holds the place. */
export type PathStep =
  | { readonly node: MapNode; readonly entry: MapEntry; readonly part: "key" | "value" }
  | { readonly node: SeqNode; readonly index: number }
  /** The innermost node: a scalar, an alias, or a collection none of whose parts holds the place. */
  | { readonly node: YamlNode };

/**
 * The nodes around an offset, the root first. The last step is the innermost node. A place right behind a
 * node belongs to it, as a cursor does; aliases are not followed.
 */
export function pathAt(document: YamlDocument, offset: number): readonly PathStep[] {
  const steps: PathStep[] = [];
  for (let node = document.root; node !== undefined; ) {
    const step = stepInto(node, offset);
    steps.push(step);
    node =
      "entry" in step ? step.entry[step.part] : "index" in step ? step.node.items[step.index] : undefined;
  }
  return steps;
}

function stepInto(node: YamlNode, offset: number): PathStep {
  if (node.kind === "map") {
    const entry = node.entries.findLast(
      ({ key, value }) => startOf(key) <= offset && offset <= reach(key, value),
    );
    if (entry !== undefined) {
      return { node, entry, part: offset <= entry.key.span.end ? "key" : "value" };
    }
  } else if (node.kind === "seq") {
    const index = node.items.findLastIndex(item => startOf(item) <= offset && offset <= item.span.end);
    if (index >= 0) {
      return { node, index };
    }
  }
  return { node };
}

function startOf(node: YamlNode): number {
  return Math.min(node.properties?.start ?? node.span.start, node.span.start);
}

function reach(key: YamlNode, value: YamlNode): number {
  return Math.max(key.span.end, value.span.end);
}
