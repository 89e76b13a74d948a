import { say } from "../../../message.ts";
import { fileNode } from "../file.ts";
import { folder } from "../folder.ts";
import { idOf, type TreeFile, type TreeNode } from "../node.ts";
import type { SourceView } from "../view.ts";

/** The files of a configuration of several, in order, with what became of each. */
export function files(view: SourceView): readonly TreeNode[] {
  const { files: all, id } = view.source;
  const count = all.length > 1 ? all.length : 0;
  return folder(idOf(id, "files"), say("Files"), "files", count, parent =>
    all.map((file: TreeFile) => fileNode(view, parent, file)),
  );
}
