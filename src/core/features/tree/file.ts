import type { Refusal } from "../../kubeconfig/model.ts";
import { type Message, say } from "../../message.ts";
import { codeRow, note, table } from "../hover/blocks.ts";
import { idOf, nothing, type TreeFile, type TreeNode } from "./node.ts";
import { blocksOf, type SourceView } from "./view.ts";

/** In the unit of the setting that bounds it. */
const MIB = 1024 * 1024;

/** One of the files of a configuration, and what became of it. */
export function fileNode(view: SourceView, parent: string, file: TreeFile): TreeNode {
  const { failure } = file;
  const read = view.source.analysis.files.find(({ source }) => source.id === file.id);
  const odd = failure?.kind === "missing" ? file.odd : undefined;
  const bad =
    odd !== undefined ||
    (failure !== undefined && failure.kind !== "missing") ||
    (read?.refusals.length ?? 0) > 0;
  return {
    id: idOf(parent, "file", file.id),
    kind: "place",
    label: file.label,
    description: [
      failure === undefined ? contextCount(read?.contexts.length ?? 0) : failureText(failure),
      ...(odd === undefined ? [] : [odd.why]),
    ],
    icon: bad ? "error" : failure === undefined ? "file" : "circle-slash",
    tone: bad ? "error" : failure === undefined ? "plain" : "muted",
    open: "leaf",
    file,
    ...(failure === undefined && { place: { source: file.id, span: { start: 0, end: 0 } } }),
    children: nothing,
    details: () => [
      ...table([codeRow(say("File"), file.path)]),
      ...(odd === undefined ? [] : [note(odd.why, "bad")]),
      ...blocksOf(view.findingsOf(file.id)),
    ],
  };
}

function contextCount(count: number): Message {
  if (count === 0) return say("no contexts");
  return count === 1 ? say("1 context") : say("{0} contexts", count);
}

/** Why kubectl refuses the whole file; its content is shown all the same. */
export function refusalNode(parent: string, source: string, refusal: Refusal): TreeNode {
  return {
    id: idOf(parent, "refusal", source),
    kind: "problem",
    label: say("kubectl refuses the file"),
    description: [refusal.message],
    icon: "error",
    tone: "error",
    open: "leaf",
    place: { source, span: refusal.span },
    children: nothing,
    details: () => [{ kind: "note", text: refusal.message }],
  };
}

/** Why there is no text of a file. */
export function failureText(failure: NonNullable<TreeFile["failure"]>): Message {
  switch (failure.kind) {
    case "missing":
      return say("does not exist");
    case "not-regular":
      return failure.what === "directory" ? say("is a directory, not a file") : say("is not a regular file");
    case "too-large":
      return say("larger than {0} MB, not read", Math.round((failure.limit / MIB) * 1000) / 1000);
    case "unreadable":
      return say("cannot be read: {0}", failure.reason);
  }
}
