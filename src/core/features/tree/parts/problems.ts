import { fileNode, refusalNode } from "../file.ts";
import type { TreeNode } from "../node.ts";
import type { SourceView } from "../view.ts";

/** What keeps kubectl from loading it, first. */
export function problems(view: SourceView): readonly TreeNode[] {
  const { source } = view;
  const refused = source.analysis.files.flatMap(file =>
    file.refusals.slice(0, 1).map(refusal => refusalNode(source.id, file.source.id, refusal)),
  );
  const single = source.files.length === 1;
  const failed = source.files.filter(
    ({ failure }) => failure !== undefined && (single || failure.kind !== "missing"),
  );
  return [...failed.map(file => fileNode(view, source.id, file)), ...refused];
}
