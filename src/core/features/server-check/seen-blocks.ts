import type { Severity } from "../../finding.ts";
import { say } from "../../message.ts";
import { type Block, codeRow, type NoteTone, note, type Row, row, table } from "../hover/blocks.ts";
import { bounded } from "../hover/certificate.ts";
import { moment } from "../time.ts";
import { latencyOf, type SeenServer, serverStateText, stateOfServer } from "./seen.ts";

const TONES: Readonly<Record<Severity, NoteTone | undefined>> = {
  error: "bad",
  warning: "warning",
  information: undefined,
  hint: undefined,
};

/** All that was seen of a server, and what kubectl makes of it. */
export function seenBlocks(seen: SeenServer): readonly Block[] {
  const { failure, judgement } = seen;
  const kubectl = failure?.kubectl ?? judgement?.kubectl;
  return [
    ...table(rowsOf(seen)),
    ...(failure === undefined ? [] : [note(failure.reason, "bad")]),
    ...(judgement?.findings ?? []).map(({ severity, message }) => note(message, TONES[severity])),
    ...(kubectl === undefined ? [] : [note(say("kubectl says:")), codeBlock(kubectl)]),
  ];
}

function codeBlock(text: string): Block {
  return { kind: "code", language: "text", text };
}

function rowsOf(seen: SeenServer): readonly Row[] {
  const { server, at, version, probe, judgement } = seen;
  const latency = latencyOf(seen);
  const clientCas = judgement?.clientCas ?? [];
  return [
    row(say("State"), serverStateText(stateOfServer(seen))),
    ...(server === "" ? [] : [codeRow(say("Server"), server)]),
    row(say("Seen"), moment(at)),
    ...(version === undefined ? [] : [row(say("Version"), version)]),
    ...(probe === undefined ? [] : [row(say("Protocol"), probe.protocol)]),
    ...(latency === undefined ? [] : [row(say("Latency"), say("{0} ms", latency))]),
    ...(clientCas.length === 0 ? [] : [row(say("Takes client certificates of"), bounded(clientCas))]),
  ];
}
