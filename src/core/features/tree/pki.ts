import type { FolderFacts } from "../../gather.ts";
import { type Message, say } from "../../message.ts";
import { isInUse, type KubeadmDirectory, type PkiFile } from "../../pki/model.ts";
import type { Finding } from "../../rules/index.ts";
import { heading, note } from "../hover/blocks.ts";
import type { Parts } from "../summary.ts";
import { idOf, type NodeTone, nothing, type TreeNode } from "./node.ts";
import { type FolderView, fileNode, itemNode, leftoverNode, type PkiTreeFolder } from "./pki-file.ts";
import { toneOf } from "./view.ts";

export type { PkiTreeFolder } from "./pki-file.ts";

/** A folder of certificates: what kubeadm knows, every other file, and what is wrong. */
export function pkiNode(folder: PkiTreeFolder): TreeNode {
  const { id, label, detail, directory, facts } = folder;
  const { findings, kubeadm } = facts;
  const tone = toneOf(findings);
  return {
    id,
    kind: "pki",
    label,
    description: [...detail, ...countParts(facts)],
    icon: tone === "error" || tone === "warning" ? tone : "folder-library",
    tone,
    open: "collapsed",
    directory,
    children: () => folderChildren({ ...folder, findings: byPath(findings) }),
    details: () => [heading(kubeadm.length > 0 ? say("kubeadm directory") : say("Certificates"))],
  };
}

function countParts({ folder, kubeadm, findings }: FolderFacts): Parts {
  const items = kubeadm.flatMap(({ certificates, authorities }) => [...certificates, ...authorities]);
  const missing = items.filter(item => item.status.kind === "missing" && !item.optional).length;
  const found = findings.filter(({ severity }) => severity === "error" || severity === "warning").length;
  return [
    kubeadm.length > 0 ? say("kubeadm") : filesPart(folder.files.filter(isInUse).length),
    ...(missing > 0 ? [say("{0} missing", missing)] : []),
    ...(found === 0 ? [] : [found === 1 ? say("1 finding") : say("{0} findings", found)]),
    ...(folder.truncated ? [say("not all was read")] : []),
  ];
}

function filesPart(count: number): Message {
  return count === 1 ? say("1 file") : say("{0} files", count);
}

function* folderChildren(view: FolderView): Iterable<TreeNode> {
  const { facts, id } = view;
  for (const directory of facts.kubeadm) {
    if (directory.prefix === "") yield* directoryChildren(view, id, directory);
    else yield directoryNode(view, directory);
  }
  const others = otherFiles(facts);
  const nodes = () => others.map(file => fileNode(view, idOf(id, "file"), file));
  if (facts.kubeadm.length > 0 && others.length > 0) {
    yield groupNode(idOf(id, "others"), say("Other files"), others.length, nodes);
  } else {
    for (const file of others) yield fileNode(view, idOf(id, "file"), file);
  }
  const leftovers = facts.folder.files.flatMap(file =>
    file.leftover === undefined ? [] : [{ file, leftover: file.leftover }],
  );
  if (leftovers.length > 0) {
    const parent = idOf(id, "leftovers");
    yield groupNode(parent, say("Left over"), leftovers.length, () =>
      leftovers.map(({ file, leftover }) => leftoverNode(view, parent, file, leftover)),
    );
  }
  const shown = facts.findings.filter(({ severity }) => severity !== "hint");
  if (shown.length > 0) {
    yield groupNode(idOf(id, "findings"), say("Findings"), shown.length, () => findingNodes(view, shown));
  }
}

function directoryNode(view: FolderView, directory: KubeadmDirectory): TreeNode {
  const id = idOf(view.id, directory.prefix);
  return {
    ...groupNode(id, directory.prefix.slice(0, -1), 0, () => directoryChildren(view, id, directory)),
    description: [say("kubeadm"), ...(directory.externalEtcd ? [say("external etcd")] : [])],
  };
}

function* directoryChildren(
  view: FolderView,
  parent: string,
  directory: KubeadmDirectory,
): Iterable<TreeNode> {
  for (const item of directory.certificates) yield itemNode(view, parent, item);
  for (const item of directory.authorities) yield itemNode(view, parent, item);
}

/** What no kubeadm directory lists: neither its certificates nor the keys beside them. */
function otherFiles({ folder, kubeadm }: FolderFacts): readonly PkiFile[] {
  const items = kubeadm.flatMap(({ certificates, authorities }) => [...certificates, ...authorities]);
  const listed = new Set(items.flatMap(({ path }) => [path, path.replace(/\.crt$/, ".key")]));
  return folder.files.filter(file => isInUse(file) && !listed.has(file.path));
}

function groupNode(
  id: string,
  label: Message | string,
  size: number,
  children: () => Iterable<TreeNode>,
): TreeNode {
  return {
    id,
    kind: "folder",
    label,
    description: size > 0 ? [String(size)] : [],
    icon: "folder",
    tone: "plain",
    open: "collapsed",
    children,
    details: () => [],
  };
}

function* findingNodes(view: FolderView, findings: readonly Finding[]): Iterable<TreeNode> {
  for (const [index, { message, severity, source: path, span }] of findings.entries()) {
    const tone: NodeTone = severity === "error" || severity === "warning" ? severity : "plain";
    yield {
      id: idOf(view.id, "finding", path, index),
      kind: "problem",
      label: message,
      description: [path.slice(view.facts.folder.path.length).replace(/^[\\/]/, "")],
      icon: tone === "plain" ? "info" : tone,
      tone,
      open: "leaf",
      place: { source: view.locate(path), span },
      children: nothing,
      details: () => [note(message, tone === "error" ? "bad" : "warning"), note(path)],
    };
  }
}

function byPath(findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
  const paths = new Map<string, Finding[]>();
  for (const finding of findings) {
    const others = paths.get(finding.source);
    if (others === undefined) paths.set(finding.source, [finding]);
    else others.push(finding);
  }
  return paths;
}
