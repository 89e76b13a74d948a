import type { ResolvedContext } from "../../../kubeconfig/facts-model.ts";
import { say } from "../../../message.ts";
import { problemNode, userNode } from "../entries.ts";
import { idOf, type TreeNode } from "../node.ts";
import { shadowsParts } from "../shadow.ts";
import type { SourceView } from "../view.ts";

/** The user of a context, or that it is missing. */
export function contextUser(view: SourceView, parent: string, { entry, user }: ResolvedContext): TreeNode {
  const id = idOf(parent, "user");
  const place = { source: entry.source, span: entry.user?.span ?? entry.nameSpan };
  if (user.kind === "missing") return problemNode(id, say("User {0} is missing", user.name), place);
  if (user.kind === "unset") return problemNode(id, say("No user"), place);
  return userNode(view, id, user.entry, { more: shadowsParts(view, user.entry) });
}
