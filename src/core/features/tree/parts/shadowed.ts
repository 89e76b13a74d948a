import { say } from "../../../message.ts";
import { entryNodes, folder } from "../folder.ts";
import { idOf, type TreeNode } from "../node.ts";
import type { SourceView } from "../view.ts";
import { contextNodes } from "./contexts.ts";

/** Entries that lose to one of the same name in an earlier file. */
export function shadowed(view: SourceView): readonly TreeNode[] {
  const { contexts, effective } = view.source.analysis;
  const others = [...effective.shadowed.keys()].filter(({ kind }) => kind !== "context");
  const id = idOf(view.source.id, "shadowed");
  const count = contexts.filter(({ shadowedBy }) => shadowedBy !== undefined).length + others.length;
  return folder(id, say("Shadowed"), "layers", count, function* (parent) {
    yield* contextNodes(view, true);
    yield* entryNodes(view, parent, others);
  });
}
