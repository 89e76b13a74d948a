import type { Entry } from "../../../kubeconfig/model.ts";
import { say } from "../../../message.ts";
import { entryNodes, folder } from "../folder.ts";
import { idOf, type TreeNode } from "../node.ts";
import type { SourceView } from "../view.ts";

/** Clusters and users that no context uses. */
export function unused(view: SourceView): readonly TreeNode[] {
  const { analysis, id } = view.source;
  const used = new Set<Entry>();
  for (const { cluster, user } of analysis.contexts) {
    if (cluster.kind === "found") used.add(cluster.entry);
    if (user.kind === "found") used.add(user.entry);
  }
  const entries = [...analysis.clusters.keys(), ...analysis.users.keys()].filter(
    entry => !used.has(entry) && !analysis.effective.shadowed.has(entry),
  );
  const label = analysis.contexts.length === 0 ? say("Clusters and users") : say("Not used by any context");
  return folder(idOf(id, "unused"), label, "circle-slash", entries.length, parent =>
    entryNodes(view, parent, entries),
  );
}
