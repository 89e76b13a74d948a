import type { ResolvedContext } from "../../../kubeconfig/facts-model.ts";
import { namespaceNode } from "../entries.ts";
import { idOf, type TreeNode } from "../node.ts";
import type { SourceView } from "../view.ts";

/** The namespace of a context. */
export function contextNamespace(_view: SourceView, parent: string, context: ResolvedContext): TreeNode {
  return namespaceNode(idOf(parent, "namespace"), context);
}
