import type { ResolvedContext } from "../../../kubeconfig/facts-model.ts";
import { type Message, say } from "../../../message.ts";
import { humanDuration } from "../../../x509/describe.ts";
import { commonName } from "../../../x509/name.ts";
import { type Block, row, table } from "../../hover/blocks.ts";
import { bounded } from "../../hover/certificate.ts";
import { requestBlocks } from "../../hover/request.ts";
import { requestIn } from "../../requests/grants.ts";
import type { RequestState, SeenRequest } from "../../requests/model.ts";
import { moment, shortMoment } from "../../time.ts";
import { idOf, type NodeTone, nothing, type TreeNode } from "../node.ts";
import type { SourceView } from "../view.ts";

/** The requests for certificates of a context's cluster, once somebody has asked for them. */
export function contextRequests(
  view: SourceView,
  parent: string,
  context: ResolvedContext,
): TreeNode | undefined {
  const { requests: seen } = view.seenOf(context);
  if (seen === undefined) return undefined;
  const id = idOf(parent, "requests");
  const { now } = view.timing;
  return {
    id,
    kind: "requests",
    label: say("Requests"),
    description: [countText(seen.requests), say("asked at {0}", shortMoment(seen.at, now))],
    icon: "inbox",
    tone: seen.requests.some(({ state }) => state === "pending") ? "warning" : "plain",
    place: { source: context.entry.source, span: context.entry.nameSpan },
    open: seen.requests.length === 0 ? "leaf" : "collapsed",
    children: function* () {
      for (const request of seen.requests) yield requestNode(view, id, context, request);
    },
    details: nothing,
  };
}

function countText(requests: readonly SeenRequest[]): Message {
  const pending = requests.filter(({ state }) => state === "pending").length;
  if (requests.length === 0) return say("none");
  return pending === 0 ? say("{0}", requests.length) : say("{0}, {1} pending", requests.length, pending);
}

const ICONS: Readonly<Record<RequestState, string>> = {
  pending: "question",
  approved: "watch",
  issued: "pass",
  denied: "circle-slash",
  failed: "error",
};

const TONES: Readonly<Record<RequestState, NodeTone>> = {
  pending: "warning",
  approved: "plain",
  issued: "fine",
  denied: "muted",
  failed: "error",
};

const STATES: Readonly<Record<RequestState, Message>> = {
  pending: say("pending"),
  approved: say("approved, not issued"),
  issued: say("issued"),
  denied: say("denied"),
  failed: say("failed"),
};

function requestNode(
  view: SourceView,
  parent: string,
  context: ResolvedContext,
  seen: SeenRequest,
): TreeNode {
  const request = requestIn(seen);
  const user = request && commonName(request.subject);
  const age = seen.created === undefined ? undefined : humanDuration(view.timing.now - seen.created);
  return {
    id: idOf(parent, seen.name, seen.uid),
    kind: "request",
    label: seen.name,
    description: [STATES[seen.state], ...(user ? [user] : []), ...(age ? [age] : [])],
    icon: ICONS[seen.state],
    tone: TONES[seen.state],
    open: "leaf",
    name: seen.name,
    request: { configuration: view.source.id, context: context.entry.name, seen },
    children: nothing,
    details: () => blocksOf(seen),
  };
}

function blocksOf(seen: SeenRequest): readonly Block[] {
  const { state, signer, username, groups, usages, created, reason, message } = seen;
  const request = requestIn(seen);
  return [
    ...table([
      row(say("State"), [STATES[state], ...(reason ? [reason] : []), ...(message ? [message] : [])]),
      row(say("Made by"), [username, ...bounded(groups)]),
      row(say("Signer"), signer),
      row(say("Usages"), bounded(usages)),
      ...(created === undefined ? [] : [row(say("Made"), moment(created))]),
    ]),
    ...(request === undefined ? [] : requestBlocks(request, signer)),
  ];
}
