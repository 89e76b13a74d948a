import { english, type Message, render, say, type Translate } from "../../message.ts";
import { fingerprintOf, formatFingerprint } from "../../x509/fingerprint.ts";
import { formatName } from "../../x509/name.ts";
import type { Certificate } from "../../x509/types.ts";
import { visible } from "../markdown.ts";
import { codeSpan, escapeInline, markdownTable } from "../markdown-text.ts";
import type { Parts } from "../summary.ts";
import { moment, residual } from "../time.ts";
import { latencyOf, type SeenServer, serverStateText, stateOfServer } from "./seen.ts";

type Tell = (text: Message | string) => string;

/** The worst first. */
const ORDER = ["not-accepted", "unanswering", "unreachable", "reachable"] as const;

/**
 * What a check saw of the servers of contexts, as a document in Markdown: a table, and what is to be said of each. No
 * text of a file or a server has a meaning in it.
 * @param now milliseconds since the epoch
 */
export function serversDocument(
  seen: readonly SeenServer[],
  now: number,
  translate: Translate = english,
): string {
  const t: Tell = text => escapeInline(visible(typeof text === "string" ? text : render(text, translate)));
  const sorted = ORDER.flatMap(state => seen.filter(each => stateOfServer(each) === state));
  const blocks = [
    `# ${t(say("Servers"))}`,
    countsOf(sorted).map(t).join(", "),
    tableOf(sorted, now, t),
    ...sorted.flatMap(each => sectionOf(each, now, t)),
  ];
  return `${blocks.join("\n\n")}\n`;
}

/** `3 reachable`, `1 not accepted`. */
function countsOf(seen: readonly SeenServer[]): Parts {
  return ORDER.flatMap(state => {
    const count = seen.filter(each => stateOfServer(each) === state).length;
    return count === 0 ? [] : [countText(state, count)];
  });
}

function countText(state: (typeof ORDER)[number], count: number): Message {
  switch (state) {
    case "reachable":
      return say("{0} reachable", count);
    case "not-accepted":
      return say("{0} not accepted", count);
    case "unanswering":
      return say("{0} without an answer", count);
    case "unreachable":
      return say("{0} not reachable", count);
  }
}

function tableOf(seen: readonly SeenServer[], now: number, t: Tell): string {
  const head = [say("Context"), say("Server"), say("State"), say("Version"), say("Certificate")];
  const titles = [...head, say("Latency"), say("Seen")].map(t);
  const rows = seen.map(each => {
    const notAfter = each.judgement?.certificates[0]?.notAfter;
    const latency = latencyOf(each);
    return [
      each.context,
      each.server,
      serverStateText(stateOfServer(each)),
      each.version ?? "",
      notAfter === undefined ? "" : residual(now, notAfter),
      latency === undefined ? "" : say("{0} ms", latency),
      moment(each.at),
    ].map(t);
  });
  return markdownTable(titles, rows);
}

/** Nothing for a server of which nothing is to be said. */
function sectionOf(seen: SeenServer, now: number, t: Tell): readonly string[] {
  const { context, failure, judgement } = seen;
  const kubectl = failure?.kubectl ?? judgement?.kubectl;
  const findings = judgement?.findings ?? [];
  if (failure === undefined && findings.length === 0) return [];
  const certificates = judgement?.certificates ?? [];
  return [
    `## ${t(context)}`,
    ...(failure === undefined ? [] : [t(failure.reason)]),
    ...findings.map(({ message }) => `- ${t(message)}`),
    ...(kubectl === undefined ? [] : [`${t(say("kubectl says:"))} ${codeSpan(kubectl)}`]),
    ...(certificates.length === 0
      ? []
      : [`${t(say("Certificates"))}:`, certificates.map(each => certificateLine(each, now, t)).join("\n")]),
  ];
}

function certificateLine(certificate: Certificate, now: number, t: Tell): string {
  const { subject, notAfter } = certificate;
  const ends = notAfter === undefined ? [] : [t(residual(now, notAfter))];
  const fingerprint = `SHA-256 ${codeSpan(formatFingerprint(fingerprintOf(certificate)))}`;
  return `- ${[t(formatName(subject)), ...ends, fingerprint].join(" · ")}`;
}
