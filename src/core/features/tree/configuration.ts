import type { Entry } from "../../kubeconfig/model.ts";
import { type Message, say } from "../../message.ts";
import type { Parts } from "../summary.ts";
import { contextNode, shadowedText } from "./context.ts";
import { clusterNode, idsBelow, problemNode, userNode } from "./entries.ts";
import { failureText, fileNode, refusalNode } from "./file.ts";
import { idOf, type NodeTone, nothing, type TreeFile, type TreeNode, type TreeSource } from "./node.ts";
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
    children: () => configurationChildren(view),
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
  if (source.files.some(({ failure }) => failure !== undefined && failure.kind !== "missing")) return "error";
  return source.kind === "file" && source.files.some(({ failure }) => failure !== undefined)
    ? "error"
    : "plain";
}

function stateParts({ source }: SourceView): Parts {
  const [file] = source.files;
  if (source.files.length === 1 && file?.failure !== undefined) return [failureText(file.failure)];
  if (!source.analysis.effective.loads) return [say("kubectl refuses it")];
  const count = source.analysis.contexts.length;
  return [count === 0 ? say("no contexts") : count === 1 ? say("1 context") : say("{0} contexts", count)];
}

function* configurationChildren(view: SourceView): Iterable<TreeNode> {
  const { id, analysis } = view.source;
  const { contexts } = analysis;
  const idFor = idsBelow(id);
  yield* problems(view);
  yield* danglingCurrent(view);
  const shadowed: TreeNode[] = [];
  for (const context of contexts) {
    const node = contextNode(view, idFor(context.entry), context);
    if (context.shadowedBy === undefined) yield node;
    else shadowed.push(node);
  }
  yield* unusedFolder(view);
  yield* shadowedFolder(view, shadowed);
  yield* filesFolder(view);
}

/** What keeps kubectl from loading it, first. */
function problems(view: SourceView): readonly TreeNode[] {
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

/** A current-context that names none. */
function danglingCurrent({ source }: SourceView): readonly TreeNode[] {
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

/** Clusters and users that no context uses. */
function unusedFolder(view: SourceView): readonly TreeNode[] {
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

/** Entries that lose to one of the same name in an earlier file. */
function shadowedFolder(view: SourceView, contexts: readonly TreeNode[]): readonly TreeNode[] {
  const { shadowed } = view.source.analysis.effective;
  const others = [...shadowed.keys()].filter(({ kind }) => kind !== "context");
  const id = idOf(view.source.id, "shadowed");
  const count = contexts.length + others.length;
  return folder(id, say("Shadowed"), "layers", count, function* (parent) {
    yield* contexts;
    yield* entryNodes(view, parent, others);
  });
}

function* entryNodes(view: SourceView, parent: string, entries: readonly Entry[]): Iterable<TreeNode> {
  const idFor = idsBelow(parent);
  for (const entry of entries) {
    const id = idFor(entry);
    const winner = view.source.analysis.effective.shadowed.get(entry);
    const remarks = winner === undefined ? {} : { before: [shadowedText(view, winner)] };
    if (entry.kind === "cluster") yield clusterNode(view, id, entry, remarks);
    else if (entry.kind === "user") yield userNode(view, id, entry, remarks);
  }
}

/** The files of a configuration of several, in order, with what became of each. */
function filesFolder(view: SourceView): readonly TreeNode[] {
  const { files, id } = view.source;
  const count = files.length > 1 ? files.length : 0;
  return folder(idOf(id, "files"), say("Files"), "files", count, parent =>
    files.map((file: TreeFile) => fileNode(view, parent, file)),
  );
}

/** None where it would be empty. */
function folder(
  id: string,
  label: Message,
  icon: string,
  count: number,
  children: (id: string) => Iterable<TreeNode>,
): readonly TreeNode[] {
  if (count === 0) return [];
  return [
    {
      id,
      kind: "folder",
      label,
      description: [String(count)],
      icon,
      tone: "muted",
      open: "collapsed",
      children: () => children(id),
      details: nothing,
    },
  ];
}
