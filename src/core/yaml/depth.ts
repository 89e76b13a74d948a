import { say } from "../message.ts";
import { STEP, type Steps } from "../steps.ts";
import type { ResolvedNode, YamlNode, YamlRefusal } from "./node.ts";

/** Go's encoding/json and sigs.k8s.io/json: scanner.go, maxNestingDepth. */
export const MAX_JSON_DEPTH = 10_000;

interface Open {
  readonly node: ResolvedNode;
  readonly children: readonly YamlNode[];
  next: number;
  height: number;
}

/**
 * What is refused because its JSON nests too deep: YAML counts blocks and flows apart, and an alias brings a whole value along.
 * The root must be free of cycles.
 */
export function* checkDepth(root: YamlNode): Steps<YamlRefusal | undefined> {
  const heights = new Map<ResolvedNode, number>();
  const stack: Open[] = [opened(root)];
  let count = 0;
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    if (++count % STEP === 0) yield;
    const child = top.children[top.next++];
    if (child === undefined) {
      stack.pop();
      heights.set(top.node, top.height);
      const above = stack.at(-1);
      if (above !== undefined) above.height = Math.max(above.height, top.height + 1);
      continue;
    }
    const target = targetOf(child);
    const known = target.kind === "scalar" ? 0 : heights.get(target);
    if (known === undefined) stack.push(opened(child));
    else top.height = Math.max(top.height, known + 1);
  }
  if ((heights.get(targetOf(root)) ?? 0) <= MAX_JSON_DEPTH) return undefined;
  return {
    reason: "too-deep-json",
    message: say(
      "Lists and mappings are nested deeper than {0} levels. kubectl refuses the file.",
      MAX_JSON_DEPTH,
    ),
    span: { start: root.span.start, end: root.span.start + 1 },
  };
}

/** A collection has the height of its highest value and one more; a scalar has none. */
function opened(node: YamlNode): Open {
  const target = targetOf(node);
  return { node: target, children: childrenOf(target), next: 0, height: target.kind === "scalar" ? 0 : 1 };
}

function childrenOf(node: ResolvedNode): readonly YamlNode[] {
  if (node.kind === "seq") return node.items;
  return node.kind === "map" ? node.entries.map(({ value }) => value) : [];
}

function targetOf(node: YamlNode): ResolvedNode {
  return node.kind === "alias" ? node.target : node;
}
