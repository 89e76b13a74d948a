import type { ResolvedContext } from "../../../kubeconfig/facts-model.ts";
import type { TreeNode } from "../node.ts";
import type { SourceView } from "../view.ts";
import { contextCluster } from "./context-cluster.ts";
import { contextNamespace } from "./context-namespace.ts";
import { contextRequests } from "./context-requests.ts";
import { contextServer } from "./context-server.ts";
import { contextUser } from "./context-user.ts";

/** What stands below a context, if anything. @param parent the context's id, in which a node's own begins */
type ContextPart = (view: SourceView, parent: string, context: ResolvedContext) => TreeNode | undefined;

/** Everything below a context, in order. Adding a node is its file and its line here. */
export const contextParts: readonly ContextPart[] = [
  contextServer,
  contextCluster,
  contextUser,
  contextNamespace,
  contextRequests,
];
