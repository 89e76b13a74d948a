import type { Entry } from "../../kubeconfig/model.ts";
import type { Message } from "../../message.ts";
import { clusterNode, idsBelow, userNode } from "./entries.ts";
import { nothing, type TreeNode } from "./node.ts";
import { shadowedText } from "./shadow.ts";
import type { SourceView } from "./view.ts";

/** A node that holds others; none where it would be empty. */
export function folder(
  id: string,
  label: Message,
  icon: string,
  count: number,
  children: (id: string) => Iterable<TreeNode>,
): readonly TreeNode[] {
  if (count === 0) return [];
  return [
    {
      id,
      kind: "folder",
      label,
      description: [String(count)],
      icon,
      tone: "muted",
      open: "collapsed",
      children: () => children(id),
      details: nothing,
    },
  ];
}

/** Clusters and users as nodes. */
export function* entryNodes(view: SourceView, parent: string, entries: readonly Entry[]): Iterable<TreeNode> {
  const idFor = idsBelow(parent);
  for (const entry of entries) {
    const id = idFor(entry);
    const winner = view.source.analysis.effective.shadowed.get(entry);
    const remarks = winner === undefined ? {} : { before: [shadowedText(view, winner)] };
    if (entry.kind === "cluster") yield clusterNode(view, id, entry, remarks);
    else if (entry.kind === "user") yield userNode(view, id, entry, remarks);
  }
}
