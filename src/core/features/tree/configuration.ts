import { say } from "../../message.ts";
import type { Parts } from "../summary.ts";
import { contextNode } from "./context.ts";
import { failureText } from "./file.ts";
import { idOf, type NodeTone, type TreeNode, type TreeSource } from "./node.ts";
import { danglingCurrent } from "./parts/dangling-current.ts";
import { configurationParts } from "./parts/of-configuration.ts";
import { blocksOf, SourceView } from "./view.ts";

/** What kubectl uses by itself, or one other file. */
export function configurationNode(source: TreeSource): TreeNode {
  const view = new SourceView(source);
  const [file] = source.files;
  const tone = configurationTone(view);
  return {
    id: source.id,
    kind: source.kind,
    label: source.label,
    description: [...source.detail, ...stateParts(view)],
    icon: tone === "error" ? "error" : source.kind === "effective" ? "terminal" : "file-code",
    tone,
    open: source.kind === "effective" ? "expanded" : "collapsed",
    ...(source.files.length === 1 &&
      file && { file, place: { source: file.id, span: { start: 0, end: 0 } } }),
    children: () => childrenOf(view),
    details: () => [
      {
        kind: "table",
        rows: source.files.map(({ path }) => ({ label: say("File"), value: [path], code: true })),
      },
      ...blocksOf(source.files.flatMap(({ id }) => view.findingsOf(id))),
    ],
  };
}

/** The current context as the tree shows it, or that it is missing; nothing when none is set. */
export function currentNode(source: TreeSource): TreeNode | undefined {
  const view = new SourceView(source);
  const current = source.analysis.contexts.find(context => context.current);
  return current === undefined
    ? danglingCurrent(view)[0]
    : contextNode(view, idOf(source.id, "current"), current);
}

/** Only what keeps kubectl from loading it, or what a person has to look at as a whole. */
function configurationTone({ source }: SourceView): NodeTone {
  if (!source.analysis.effective.loads) return "error";
  if (source.files.some(({ failure, odd }) => failure && (failure.kind !== "missing" || odd))) return "error";
  return source.kind === "file" && source.files.some(({ failure }) => failure !== undefined)
    ? "error"
    : "plain";
}

function stateParts({ source }: SourceView): Parts {
  const [file] = source.files;
  if (source.files.length === 1 && file?.failure !== undefined)
    return [failureText(file.failure), ...(file.odd === undefined ? [] : [file.odd.why])];
  if (!source.analysis.effective.loads) return [say("kubectl refuses it")];
  const count = source.analysis.contexts.length;
  return [count === 0 ? say("no contexts") : count === 1 ? say("1 context") : say("{0} contexts", count)];
}

function* childrenOf(view: SourceView): Iterable<TreeNode> {
  for (const part of configurationParts) yield* part(view);
}
