import type { FolderFacts } from "../../gather.ts";
import type { BundleItem } from "../../kubeconfig/facts-model.ts";
import { type Message, say } from "../../message.ts";
import type { KubeadmItem, Leftover, PkiFile } from "../../pki/model.ts";
import type { Result } from "../../result.ts";
import type { Finding } from "../../rules/index.ts";
import { WHOLE_FILE } from "../../rules/pki/rule.ts";
import type { PrivateKeyInfo } from "../../x509/key.ts";
import { commonName, formatName } from "../../x509/name.ts";
import type { Certificate } from "../../x509/types.ts";
import { type Block, note } from "../hover/blocks.ts";
import type { CertificateRole } from "../hover/certificate.ts";
import { requestBlocks } from "../hover/request.ts";
import type { Parts } from "../summary.ts";
import type { Timing } from "../time.ts";
import { algorithmName } from "../wording.ts";
import { certificateNode } from "./certificate.ts";
import { idOf, type NodeTone, nothing, type TreeNode } from "./node.ts";
import { toneOf } from "./view.ts";

/** A folder of certificates as the tree shows it. */
export interface PkiTreeFolder {
  /** Stable from one refresh to the next. */
  readonly id: string;
  readonly label: string;
  /** Where it is, and how it came here. */
  readonly detail: Parts;
  readonly directory: NonNullable<TreeNode["directory"]>;
  readonly facts: FolderFacts;
  readonly timing: Timing;
  /** The address of a path in it. */
  readonly locate: (path: string) => string;
}

/** A folder with what the nodes below it ask about it. */
export interface FolderView extends PkiTreeFolder {
  readonly findings: ReadonlyMap<string, readonly Finding[]>;
}

/** One of the certificates that kubeadm knows. */
export function itemNode(view: FolderView, parent: string, item: KubeadmItem): TreeNode {
  const { name, path, span = WHOLE_FILE, status, caName, externallyManaged, optional } = item;
  const id = idOf(parent, "kubeadm", caName === undefined ? "ca" : "leaf", name);
  const place = { source: view.locate(path), span };
  const base = { id, kind: "certificate", label: name, open: "leaf", children: nothing } as const;
  if (status.kind === "missing") {
    return {
      ...base,
      kind: "problem",
      description: [optional ? say("not there, and need not be") : say("missing")],
      icon: optional ? "circle-large-outline" : "question",
      tone: optional ? "muted" : "error",
      details: () => [note(say("{0} does not exist.", path), optional ? undefined : "bad")],
    };
  }
  if (status.kind === "broken") {
    return {
      ...base,
      place,
      description: [status.reason],
      icon: "error",
      tone: "error",
      details: () => [note(status.reason, "bad"), note(path)],
    };
  }
  const role = caName === undefined ? "ca" : name.endsWith(".conf") ? "client" : roleOf(status.certificate);
  const more = [
    ...(caName === undefined ? [say("CA")] : [say("CA {0}", caName)]),
    ...(externallyManaged ? [say("externally managed")] : []),
  ];
  const node = certificateNode(view.timing, id, status.certificate, role, place, more);
  return withFindings({ ...node, label: name }, view.findings.get(path) ?? [], path);
}

/** A file by itself: its certificates, a key, a request, a store, or why nothing can be read. */
export function fileNode(view: FolderView, parent: string, file: PkiFile): TreeNode {
  const { path, name, certificates } = file;
  const id = idOf(parent, name);
  const [first, ...others] = certificates;
  const findings = view.findings.get(path) ?? [];
  if (first === undefined) return withFindings(plainFile(view, id, file), findings, path);
  const node = itemOf(view, id, first, path, others.length === 0 ? [] : [say("{0} more", others.length)]);
  if (others.length === 0) return withFindings({ ...node, label: name }, findings, path);
  const whole: TreeNode = {
    ...node,
    label: name,
    open: "collapsed",
    children: () => certificates.map((item, index) => itemOf(view, idOf(id, index), item, path, [])),
  };
  return withFindings(whole, findings, path);
}

/** What nothing uses: whatever its dates, it is no problem. */
export function leftoverNode(view: FolderView, parent: string, file: PkiFile, { why }: Leftover): TreeNode {
  const node = fileNode(view, parent, file);
  const muted = (each: TreeNode): TreeNode => ({ ...each, icon: "archive", tone: "muted" });
  return {
    ...muted({ ...node, description: [why, ...node.description] }),
    children: () => [...node.children()].map(muted),
  };
}

function itemOf(view: FolderView, id: string, item: BundleItem, path: string, more: Parts): TreeNode {
  const place = { source: view.locate(path), span: WHOLE_FILE };
  if (!item.ok) return brokenNode(id, path, item.failure.message, place);
  const { certificate } = item;
  const role = roleOf(certificate);
  const who = commonName(certificate.subject) || formatName(certificate.subject);
  const what = role === "ca" ? [say("CA")] : [];
  return certificateNode(view.timing, id, certificate, role, place, [...what, who, ...more]);
}

/** A file without a certificate: a key, a request, a store, or nothing that can be read. */
function plainFile(view: FolderView, id: string, file: PkiFile): TreeNode {
  const { path, name, key, requests, pkcs12, failure, publicKeys } = file;
  const place = { source: view.locate(path), span: WHOLE_FILE };
  if (failure !== undefined) return { ...brokenNode(id, path, failure, place), label: name };
  const [request] = requests;
  const base = {
    id,
    kind: "place",
    label: name,
    place,
    tone: "plain",
    open: "leaf",
    children: nothing,
  } as const;
  if (request?.ok === true) {
    const { value } = request;
    const description = [say("signing request"), commonName(value.subject)];
    return { ...base, icon: "git-pull-request", description, details: () => requestBlocks(value) };
  }
  if (request !== undefined && !request.ok) {
    return { ...brokenNode(id, path, request.message, place), label: name };
  }
  const what = pkcs12 ? [say("PKCS#12 store, sealed")] : publicKeys ? [say("public key")] : keyParts(key);
  return { ...base, icon: pkcs12 ? "archive" : "key", description: what, details: () => [note(path)] };
}

function keyParts(key: Result<PrivateKeyInfo> | undefined): Parts {
  if (key === undefined) return [say("no certificate")];
  if (!key.ok) return [say("private key that Go cannot read")];
  const { algorithm, encrypted } = key.value;
  return [
    say("private key"),
    ...(algorithm === undefined ? [] : [algorithmName(algorithm)]),
    ...(encrypted === undefined ? [] : [say("encrypted")]),
  ];
}

function brokenNode(id: string, path: string, why: Message, place: NonNullable<TreeNode["place"]>): TreeNode {
  return {
    id,
    kind: "problem",
    label: say("Certificate"),
    description: [why],
    icon: "error",
    tone: "error",
    open: "leaf",
    place,
    children: nothing,
    details: () => [note(why, "bad"), note(path)],
  };
}

/** A node that also shows what the checks say of its file. */
function withFindings(node: TreeNode, findings: readonly Finding[], path: string): TreeNode {
  const tone = toneOf(findings);
  const worse = rank(tone) > rank(node.tone);
  const blocks: readonly Block[] = findings.map(({ message, severity }) =>
    note(message, severity === "error" ? "bad" : "warning"),
  );
  return {
    ...node,
    ...(worse && { tone, icon: tone }),
    details: () => [...node.details(), ...blocks, note(path)],
  };
}

function rank(tone: NodeTone): number {
  return tone === "error" ? 2 : tone === "warning" ? 1 : 0;
}

function roleOf({ basicConstraints, extKeyUsage }: Certificate): CertificateRole {
  if (basicConstraints?.ca === true) return "ca";
  return extKeyUsage?.includes("clientAuth") === true ? "client" : "client-chain";
}
