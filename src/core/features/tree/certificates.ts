import type { CertificateUse } from "../../kubeconfig/facts-model.ts";
import { type Message, say } from "../../message.ts";
import { organizations } from "../../x509/name.ts";
import type { Certificate } from "../../x509/types.ts";
import type { Parts } from "../summary.ts";
import { certificateNode, roleParts } from "./certificate.ts";
import { idOf, nothing, type TreeNode, type TreeSource } from "./node.ts";
import { SourceView } from "./view.ts";

interface Found {
  readonly view: SourceView;
  readonly use: CertificateUse;
}

/** Every certificate of every source once: first what cannot tell when it ends, then what ends first. */
export function certificateNodes(sources: readonly TreeSource[]): readonly TreeNode[] {
  const places = new Map<string, [Found, ...Found[]]>();
  for (const found of sources.flatMap(usesOf)) {
    const key = keyOf(found.use.certificate);
    const known = places.get(key);
    if (known === undefined) places.set(key, [found]);
    else known.push(found);
  }
  return [...places].map(([key, found]) => nodeOf(key, found)).sort((a, b) => endOf(a) - endOf(b));
}

/** How many of them need a look: over, or within the thresholds. */
export function countEnding(nodes: readonly TreeNode[]): number {
  return nodes.filter(({ tone }) => tone === "warning" || tone === "error").length;
}

function usesOf(source: TreeSource): readonly Found[] {
  const view = new SourceView(source);
  return source.analysis.certificates.map(use => ({ view, use }));
}

function nodeOf(key: string, found: readonly [Found, ...Found[]]): TreeNode {
  const [{ view, use }] = found;
  const id = idOf("certificates", key);
  const where =
    found.length === 1
      ? placeParts(found[0])
      : [...(use.role === "ca" ? roleParts(use.role) : []), say("{0} places", found.length)];
  const more = [...groupParts(use), ...(use.role === "client-chain" ? roleParts(use.role) : []), ...where];
  const place = { source: use.entry.source, span: use.field.span };
  const node = certificateNode(view.timing, id, use.certificate, use.role, place, more);
  if (found.length === 1) return node;
  return {
    ...node,
    open: "collapsed",
    children: () => found.map((each, index) => placeNode(idOf(id, index), each)),
  };
}

function placeNode(id: string, found: Found): TreeNode {
  const { entry, field } = found.use;
  return {
    id,
    kind: "place",
    label: entry.name === "" ? say("no name") : entry.name,
    description: placeParts(found).slice(1),
    icon: entry.kind === "user" ? "account" : "server",
    tone: "plain",
    open: "leaf",
    place: { source: entry.source, span: field.span },
    name: entry.name,
    children: nothing,
    details: nothing,
  };
}

/** `user jane`, `~/.kube/config`. */
function placeParts({ view, use }: Found): readonly [Message, string] {
  const { entry } = use;
  const what = entry.kind === "user" ? say("user {0}", entry.name) : say("cluster {0}", entry.name);
  return [what, view.fileOf(entry.source)?.label ?? ""];
}

function groupParts({ role, certificate }: CertificateUse): Parts {
  const groups = role === "client" ? organizations(certificate.subject) : [];
  return groups.length === 0 ? [] : [groups.slice(0, 3).join(", ")];
}

function endOf({ certificate }: TreeNode): number {
  return certificate?.notAfter ?? Number.NEGATIVE_INFINITY;
}

/** The same for the same bytes: serial number, length and a 32-bit FNV-1a of the whole DER. */
function keyOf({ serial, der }: Certificate): string {
  let hash = 0x811c9dc5;
  for (const byte of der) hash = Math.imul(hash ^ byte, 0x01000193);
  return `${serial}-${der.length}-${(hash >>> 0).toString(16)}`;
}
