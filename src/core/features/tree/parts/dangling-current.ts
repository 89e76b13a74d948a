import { say } from "../../../message.ts";
import { problemNode } from "../entries.ts";
import { idOf, type TreeNode } from "../node.ts";
import type { SourceView } from "../view.ts";

/** A current-context that names none. */
export function danglingCurrent({ source }: SourceView): readonly TreeNode[] {
  const { currentContext, contexts } = source.analysis.effective;
  if (currentContext === undefined || contexts.has(currentContext.name)) return [];
  const place = { source: currentContext.source, span: currentContext.field.span };
  return [
    problemNode(
      idOf(source.id, "current"),
      say("Current context {0} is missing", currentContext.name),
      place,
    ),
  ];
}
