import type { Location } from "../../finding.ts";
import type { ClusterFacts, ResolvedContext, UserFacts } from "../../kubeconfig/facts-model.ts";
import { leafOf } from "../../kubeconfig/identity.ts";
import type { ClusterEntry, Entry, UserEntry } from "../../kubeconfig/model.ts";
import { type Message, say } from "../../message.ts";
import { type Row, row, table } from "../hover/blocks.ts";
import { bounded } from "../hover/certificate.ts";
import { endOf, type Parts, whoParts } from "../summary.ts";
import { moment, residual, type Timing } from "../time.ts";
import { methodName } from "../wording.ts";
import { materialNodes } from "./certificate.ts";
import { idOf, type NodeTone, nothing, type TreeNode } from "./node.ts";
import type { SourceView } from "./view.ts";

/** What else to say of an entry: first that it is shadowed by another, or last that another is by it. */
export interface Remarks {
  readonly before?: Parts;
  readonly more?: Parts;
}

export function clusterNode(
  view: SourceView,
  id: string,
  entry: ClusterEntry,
  { before = [], more = [] }: Remarks,
): TreeNode {
  const facts = view.source.analysis.clusters.get(entry);
  const tone = view.toneOf(entry);
  const children = () => materialNodes(view, id, facts?.ca, "ca", entry);
  return {
    ...entryNode(id, entry, tone === "plain" ? "server" : tone, tone),
    kind: "cluster",
    description: [...before, ...serverParts(facts), ...more],
    open: facts?.ca === undefined ? "leaf" : "collapsed",
    children,
    details: () => [...table([row(say("Server"), serverParts(facts))]), ...view.findingBlocks(entry)],
  };
}

function serverParts(facts: ClusterFacts | undefined): Parts {
  switch (facts?.server.kind) {
    case "url":
      return [facts.server.shown];
    case "invalid":
      return [facts.server.reason];
    default:
      return [say("no server")];
  }
}

export function userNode(
  view: SourceView,
  id: string,
  entry: UserEntry,
  { before = [], more = [] }: Remarks,
): TreeNode {
  const facts = view.factsOf(entry);
  const tone = view.toneOf(entry);
  return {
    ...entryNode(id, entry, tone === "plain" ? "account" : tone, tone),
    kind: "user",
    description: [...before, ...(facts === undefined ? [] : credentialParts(facts, view.timing)), ...more],
    open: facts?.certificate === undefined ? "leaf" : "collapsed",
    renewable: leafOf(facts?.certificate) !== undefined,
    children: () => materialNodes(view, id, facts?.certificate, "client", entry),
    details: () => [
      ...(facts === undefined ? [] : table(userRows(facts, view.timing))),
      ...view.findingBlocks(entry),
    ],
  };
}

/** Until when, then who: in a narrow sidebar the end is what must be seen. */
export function credentialParts(facts: UserFacts, { now }: Timing): Parts {
  const who = whoParts(facts);
  const ends = endOf(facts, now);
  return ends === undefined ? who : [ends, ...who];
}

/** Who the API server would see, by what, and until when. */
export function userRows(facts: UserFacts, { now }: Timing): readonly Row[] {
  const { identities, methods, expires } = facts;
  const [identity] = identities;
  const groups = identity?.groups ?? [];
  return [
    ...(identity === undefined ? [] : [row(say("Identity"), identity.user)]),
    ...(groups.length === 0 ? [] : [row(say("Groups"), bounded(groups))]),
    row(say("Credential"), methods.length === 0 ? say("none") : methods.map(methodName)),
    ...(expires === undefined
      ? []
      : [row(say("Valid until"), [moment(expires), endOf(facts, now) ?? residual(now, expires)])]),
  ];
}

export function namespaceNode(id: string, { entry, namespace }: ResolvedContext): TreeNode {
  return {
    id,
    kind: "namespace",
    label: namespace,
    description: [entry.namespace === undefined ? say("namespace, by default") : say("namespace")],
    icon: "symbol-namespace",
    tone: "plain",
    open: "leaf",
    place: { source: entry.source, span: entry.namespace?.span ?? entry.nameSpan },
    name: namespace,
    children: nothing,
    details: nothing,
  };
}

/** What should be there and is not. */
export function problemNode(id: string, text: Message, place: Location): TreeNode {
  return {
    id,
    kind: "problem",
    label: text,
    description: [],
    icon: "error",
    tone: "error",
    open: "leaf",
    place,
    children: nothing,
    details: nothing,
  };
}

/** What every node of an entry has. */
export function entryNode(
  id: string,
  entry: Entry,
  icon: string,
  tone: NodeTone,
): Omit<TreeNode, "kind" | "description" | "open" | "children" | "details"> {
  return {
    id,
    label: entry.name === "" ? say("no name") : entry.name,
    icon,
    tone,
    name: entry.name,
    place: { source: entry.source, span: entry.nameSpan },
  };
}

/** Gives entries ids, one after another: the name, and its number among those of the same name in the same file. */
export function idsBelow(parent: string): (entry: Entry) => string {
  const seen = new Map<string, number>();
  return entry => {
    const id = idOf(parent, entry.kind, entry.source, entry.name);
    const count = seen.get(id) ?? 0;
    seen.set(id, count + 1);
    return count === 0 ? id : idOf(id, count);
  };
}
