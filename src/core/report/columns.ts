import { english, type Message, render, say, type Translate } from "../message.ts";
import { rfc3339 } from "./kubeadm-info.ts";
import { expires, timeLeft } from "./kubeadm-text.ts";
import type { Report, ReportRow, RowState } from "./model.ts";
import type { Presentation } from "./presentation.ts";

const STATES: Readonly<Record<RowState, Message>> = {
  ok: say("ok"),
  expiring: say("expiring"),
  critical: say("expiring very soon"),
  expired: say("expired"),
  "never-valid": say("never valid"),
  "not-yet-valid": say("not yet valid"),
  missing: say("missing"),
  broken: say("broken"),
  leftover: say("left over"),
};

const KINDS: Readonly<Record<ReportRow["kind"], Message>> = {
  "client-certificate": say("client certificate"),
  ca: say("CA"),
  token: say("token"),
  "server-certificate": say("serving certificate"),
  "pki-file": say("certificate file"),
  kubeconfig: say("kubeconfig"),
};

export function stateName(state: RowState): Message {
  return STATES[state];
}

export function kindName(kind: ReportRow["kind"]): Message {
  return KINDS[kind];
}

/** One column of the wide text and of Markdown. */
interface Column {
  readonly title: Message;
  readonly cell: (row: ReportRow, report: Report, presentation: Presentation) => string;
}

/** The columns that people read, in order: kubeadm's, and what kubeadm does not know. */
export const columns: readonly Column[] = [
  { title: say("Certificate"), cell: row => row.name },
  { title: say("Kind"), cell: (row, _, { translate }) => render(kindName(row.kind), translate) },
  { title: say("State"), cell: (row, _, { translate = english }) => stateText(row, translate) },
  { title: say("Expires"), cell: row => (row.notAfter === undefined ? "" : expires(row.notAfter)) },
  {
    title: say("Residual time"),
    cell: (row, { now }) => timeLeft(row, now),
  },
  { title: say("User"), cell: row => row.identity?.user ?? "" },
  { title: say("Groups"), cell: row => row.identity?.groups.join(", ") ?? "" },
  { title: say("Contexts"), cell: row => row.contexts.join(", ") },
  { title: say("Certificate authority"), cell: row => row.caName ?? "" },
  {
    title: say("Externally managed"),
    cell: (row, _, { translate = english }) => translate(row.externallyManaged ? "yes" : "no"),
  },
  { title: say("File"), cell: (row, _, { label }) => label?.(row.file) ?? row.file },
];

/** The columns that programs read: names that stay, dates in RFC 3339. */
export const dataColumns: readonly (readonly [string, (row: ReportRow, report: Report) => string])[] = [
  ["name", row => row.name],
  ["kind", row => row.kind],
  ["state", row => row.state],
  ["not_before", row => moment(row.notBefore)],
  ["not_after", row => moment(row.notAfter)],
  ["residual_seconds", (row, { now }) => (row.state === "never-valid" ? "" : seconds(row.notAfter, now))],
  ["user", row => row.identity?.user ?? ""],
  ["groups", row => row.identity?.groups.join(";") ?? ""],
  ["contexts", row => row.contexts.join(";")],
  ["certificate_authority", row => row.caName ?? ""],
  ["externally_managed", row => (row.externallyManaged ? "yes" : "no")],
  ["file", row => row.file],
];

function stateText(row: ReportRow, translate: Translate): string {
  const state = render(stateName(row.state), translate);
  return row.detail === undefined ? state : `${state}: ${render(row.detail, translate)}`;
}

function moment(ms: number | undefined): string {
  return ms === undefined ? "" : rfc3339(ms);
}

function seconds(until: number | undefined, now: number): string {
  return until === undefined ? "" : String(Math.trunc((until - now) / 1000));
}
