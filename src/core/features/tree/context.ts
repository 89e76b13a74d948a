import type { Reference, ResolvedContext } from "../../kubeconfig/facts-model.ts";
import { leafOf } from "../../kubeconfig/identity.ts";
import type { ClusterEntry, Entry, UserEntry } from "../../kubeconfig/model.ts";
import { shownAddress } from "../../kubeconfig/secrecy.ts";
import { type Message, say } from "../../message.ts";
import type { Block } from "../hover/blocks.ts";
import { type Row, row, table } from "../hover/blocks.ts";
import { bounded } from "../hover/certificate.ts";
import { type ServerState, stateOfServer } from "../server-check/seen.ts";
import type { Parts } from "../summary.ts";
import { moment, shortMoment } from "../time.ts";
import { credentialParts, entryNode, userRows } from "./entries.ts";
import type { NodeTone, TreeNode } from "./node.ts";
import { contextParts } from "./parts/of-context.ts";
import { shadowedText } from "./shadow.ts";
import type { SourceView } from "./view.ts";

/** A context: who goes where and until when, with its cluster, user and namespace below. */
export function contextNode(view: SourceView, id: string, context: ResolvedContext): TreeNode {
  const { entry, user } = context;
  const tone = contextTone(view, context);
  return {
    ...entryNode(id, entry, contextIcon(tone, context.current), tone),
    kind: "context",
    description: [...contextDescription(view, context), ...seenServer(view, context)],
    open: "collapsed",
    renewable: user.kind === "found" && leafOf(view.factsOf(user.entry)?.certificate) !== undefined,
    children: () => contextParts.flatMap(part => part(view, id, context) ?? []),
    details: () => contextBlocks(view, context),
  };
}

function contextIcon(tone: NodeTone, current: boolean): string {
  if (tone === "error" || tone === "warning") return tone;
  return current ? "vm-active" : "vm";
}

function contextTone(view: SourceView, context: ResolvedContext): NodeTone {
  const { entry, cluster, user, current, shadowedBy } = context;
  if (shadowedBy !== undefined) return "muted";
  const { server } = view.seenOf(context);
  if (server !== undefined && stateOfServer(server) !== "reachable") return "error";
  const tone = view.toneOf(entry, entryOf(cluster), entryOf(user));
  return tone === "plain" && current ? "fine" : tone;
}

/** `current`, who the API server said it is, `expires in 12d`, `jane`, `dev, ops`; first of all what does not resolve. */
function contextDescription(view: SourceView, context: ResolvedContext): Parts {
  const { cluster, user, current, shadowedBy, sends } = context;
  const parts: (Message | string)[] = [];
  if (current) parts.push(say("current"));
  parts.push(...seenUser(view, context));
  if (shadowedBy !== undefined) parts.push(shadowedText(view, shadowedBy));
  if (cluster.kind === "missing") parts.push(say("cluster {0} is missing", cluster.name));
  if (cluster.kind === "unset") parts.push(say("no cluster"));
  if (user.kind === "missing") parts.push(say("user {0} is missing", user.name));
  if (user.kind === "unset") parts.push(say("no user"));
  if (user.kind !== "found") return parts;
  if (sends.nothing === "http") return [...parts, say("anonymous over http")];
  const facts = view.factsOf(user.entry);
  return facts === undefined ? parts : [...parts, ...credentialParts(facts, view.timing)];
}

/** Whom the API server said it was when it was asked: in a narrow sidebar the front is what is seen. */
function seenUser(view: SourceView, context: ResolvedContext): Parts {
  const { identity } = view.seenOf(context);
  if (identity === undefined) return [];
  return [say("{0} to the API server, {1}", identity.username, shortMoment(identity.at, view.timing.now))];
}

/** How the API server was found when it was looked at. */
function seenServer(view: SourceView, context: ResolvedContext): Parts {
  const { server } = view.seenOf(context);
  return server === undefined ? [] : [seenText(stateOfServer(server))];
}

function seenText(state: ServerState): Message {
  switch (state) {
    case "reachable":
      return say("server reachable");
    case "not-accepted":
      return say("server not accepted");
    case "unanswering":
      return say("no answer of the server");
    case "unreachable":
      return say("server not reachable");
  }
}

function contextBlocks(view: SourceView, context: ResolvedContext): readonly Block[] {
  const { entry, cluster, user, namespace, shadowedBy } = context;
  const blocks: Block[] = [
    ...table([
      row(say("Cluster"), referenceText(cluster)),
      ...(cluster.kind === "found" ? [row(say("Server"), serverText(cluster.entry))] : []),
      row(say("Namespace"), namespace),
      row(say("User"), referenceText(user)),
      ...(user.kind === "found" ? identityRows(view, user.entry) : []),
      ...seenRows(view, context),
    ]),
  ];
  if (shadowedBy !== undefined) blocks.push({ kind: "note", text: shadowedText(view, shadowedBy) });
  return [...blocks, ...view.findingBlocks(entry, entryOf(cluster), entryOf(user))];
}

function serverText({ server }: ClusterEntry): Message | string {
  return server === undefined ? say("none") : shownAddress(server.value);
}

function identityRows(view: SourceView, user: UserEntry): readonly Row[] {
  const facts = view.factsOf(user);
  return facts === undefined ? [] : userRows(facts, view.timing);
}

function seenRows(view: SourceView, context: ResolvedContext): readonly Row[] {
  const seen = view.seenOf(context).identity;
  if (seen === undefined) return [];
  return [
    row(say("To the API server"), [
      seen.username,
      ...bounded(seen.groups),
      say("asked on {0}", moment(seen.at)),
    ]),
  ];
}

function referenceText(reference: Reference<Entry>): Message | string {
  if (reference.kind === "found") return reference.name;
  return reference.kind === "unset" ? say("none") : say("{0}, which is missing", reference.name);
}

function entryOf<T extends Entry>(reference: Reference<T>): T | undefined {
  return reference.kind === "found" ? reference.entry : undefined;
}
