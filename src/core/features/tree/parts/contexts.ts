import { contextNode } from "../context.ts";
import { idsBelow } from "../entries.ts";
import type { TreeNode } from "../node.ts";
import type { SourceView } from "../view.ts";

/** The contexts that kubectl sees. */
export function contexts(view: SourceView): Iterable<TreeNode> {
  return contextNodes(view, false);
}

/** Those that are shadowed by one of an earlier file, or those that are not; ids count both. */
export function* contextNodes(view: SourceView, shadowed: boolean): Iterable<TreeNode> {
  const idFor = idsBelow(view.source.id);
  for (const context of view.source.analysis.contexts) {
    const id = idFor(context.entry);
    if ((context.shadowedBy !== undefined) === shadowed) yield contextNode(view, id, context);
  }
}
