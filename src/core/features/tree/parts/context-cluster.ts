import type { ResolvedContext } from "../../../kubeconfig/facts-model.ts";
import { say } from "../../../message.ts";
import { clusterNode, problemNode } from "../entries.ts";
import { idOf, type TreeNode } from "../node.ts";
import { shadowsParts } from "../shadow.ts";
import type { SourceView } from "../view.ts";

/** The cluster of a context, or that it is missing. */
export function contextCluster(
  view: SourceView,
  parent: string,
  { entry, cluster }: ResolvedContext,
): TreeNode {
  const id = idOf(parent, "cluster");
  const place = { source: entry.source, span: entry.cluster?.span ?? entry.nameSpan };
  if (cluster.kind === "missing") return problemNode(id, say("Cluster {0} is missing", cluster.name), place);
  if (cluster.kind === "unset") return problemNode(id, say("No cluster"), place);
  return clusterNode(view, id, cluster.entry, { more: shadowsParts(view, cluster.entry) });
}
