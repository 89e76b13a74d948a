import { type Severity, worstOf } from "../../finding.ts";
import { type Message, say } from "../../message.ts";
import { humanDuration } from "../../x509/describe.ts";
import type { Certificate } from "../../x509/types.ts";
import type { Parts } from "../summary.ts";
import { shortMoment, type Timing } from "../time.ts";
import type { ServerJudgement, ServerProbe } from "./model.ts";

/** What a check saw of the server of a context. Holds no secret. */
export interface SeenServer {
  readonly context: string;
  /** As anybody may see it; `""` where the kubeconfig names none that could be dialled. */
  readonly server: string;
  /** When: milliseconds since the epoch. */
  readonly at: number;
  /** Why nothing was seen, or no answer came. */
  readonly failure?: SeenFailure;
  /** Absent for http, and where no TLS was met. */
  readonly probe?: ServerProbe;
  readonly judgement?: ServerJudgement;
  /** `v1.36.3`; absent where the server tells nobody whom it does not know. */
  readonly version?: string;
}

export interface SeenFailure {
  /** `refused`, `timeout`: for programs. */
  readonly code: string;
  readonly reason: Message;
  /** What kubectl prints in its place, where it is known. */
  readonly kubectl?: string;
}

/**
 * `not-accepted`: kubectl refuses its certificate. `unanswering`: it is met, and does not answer as an API server does.
 * `unreachable`: nothing of it was seen.
 */
export type ServerState = "reachable" | "not-accepted" | "unanswering" | "unreachable";

export function stateOfServer({ failure, judgement }: SeenServer): ServerState {
  if (judgement?.accepted === false) return "not-accepted";
  if (failure === undefined) return "reachable";
  return judgement === undefined ? "unreachable" : "unanswering";
}

export function serverStateText(state: ServerState): Message {
  switch (state) {
    case "reachable":
      return say("reachable");
    case "not-accepted":
      return say("not accepted");
    case "unanswering":
      return say("no answer");
    case "unreachable":
      return say("not reachable");
  }
}

/** The worst that there is to say of it. */
export function worstOfServer(seen: SeenServer): Severity | undefined {
  return stateOfServer(seen) === "reachable" ? worstOf(seen.judgement?.findings ?? []) : "error";
}

/** Milliseconds until there was a connection and TLS on it. */
export function latencyOf({ probe }: SeenServer): number | undefined {
  return probe && Math.round(probe.dialMs + probe.tlsMs);
}

/** `reachable`, `v1.36.3`, `certificate expires in 300d`, `12 ms`, `seen at 23:40 UTC`. */
export function serverParts(seen: SeenServer, { now }: Pick<Timing, "now">): Parts {
  const latency = latencyOf(seen);
  const leaf = seen.judgement?.certificates[0];
  return [
    serverStateText(stateOfServer(seen)),
    ...(seen.version === undefined ? [] : [seen.version]),
    ...(leaf === undefined ? [] : certificateEnd(leaf, now)),
    ...(latency === undefined ? [] : [say("{0} ms", latency)]),
    say("seen at {0}", shortMoment(seen.at, now)),
  ];
}

function certificateEnd({ notAfter }: Certificate, now: number): Parts {
  if (notAfter === undefined) return [];
  return notAfter < now
    ? [say("certificate expired {0} ago", humanDuration(now - notAfter))]
    : [say("certificate expires in {0}", humanDuration(notAfter - now))];
}
