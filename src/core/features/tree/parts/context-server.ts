import type { ResolvedContext } from "../../../kubeconfig/facts-model.ts";
import { idOf, type TreeNode } from "../node.ts";
import { serverNode } from "../server.ts";
import type { SourceView } from "../view.ts";

/** What was last seen of the server of a context, where somebody had a look. */
export function contextServer(
  view: SourceView,
  parent: string,
  context: ResolvedContext,
): TreeNode | undefined {
  const seen = view.seenOf(context).server;
  if (seen === undefined) return undefined;
  const place = { source: context.entry.source, span: context.entry.nameSpan };
  return serverNode(view.timing, idOf(parent, "server"), seen, place);
}
