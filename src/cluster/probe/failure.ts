import { type Message, render, say } from "../../core/message.ts";
import { shown } from "../../core/rules/words.ts";
import { cancelledFailure, codeOf, DialError, networkFailure, timeoutFailure } from "../http/failure.ts";
import type { Handshake, HandshakeOutcome } from "./handshake.ts";

export type ProbeFailureCode =
  | "cancelled"
  | "timed-out"
  | "not-connected"
  | "http"
  | "not-tls"
  | "closed"
  | "reset"
  | "alert"
  | "too-large"
  | "handshake";

/** Why nothing could be seen of a server's certificate. */
export interface ProbeFailure {
  readonly code: ProbeFailureCode;
  readonly message: Message;
  /** What kubectl says to such a server, word for word. */
  readonly kubectl?: string;
  /** What was thrown: for `not-connected` whatever the caller's `dial` threw. */
  readonly cause?: unknown;
}

const UNABLE = "Unable to connect to the server:";

export function cancelled(): ProbeFailure {
  return { code: "cancelled", message: cancelledFailure().reason };
}

/** @param timeout milliseconds */
export function dialTimedOut(address: string, timeout: number): ProbeFailure {
  const { reason } = timeoutFailure(address, timeout);
  return { code: "timed-out", message: reason, kubectl: `${UNABLE} dial tcp ${address}: i/o timeout` };
}

export function notConnected(address: string, cause: unknown): ProbeFailure {
  const { reason } = cause instanceof DialError ? cause.failure : networkFailure(address, cause);
  return { code: "not-connected", message: reason, cause };
}

/** Why a handshake that was not completed failed. @param timeout milliseconds */
export function handshakeFailure(address: string, handshake: Handshake, timeout: number): ProbeFailure {
  const { flight, outcome } = handshake;
  const at = shown(address);
  if (flight.kind === "http") {
    const message = say(
      "{0} answers in HTTP without TLS. Check the port: an API server speaks HTTPS; what is served here is something else, or a proxy in front of it.",
      at,
    );
    return { code: "http", message, kubectl: `${UNABLE} http: server gave HTTP response to HTTPS client` };
  }
  if (flight.kind === "other") {
    const message = say("{0} answers in another protocol than TLS. Check the host and the port.", at);
    const kubectl = `${UNABLE} tls: first record does not look like a TLS handshake`;
    return { code: "not-tls", message, kubectl };
  }
  if (flight.alert !== undefined) return alertFailure(at, flight.alert);
  return brokenOff(at, outcome, flight.oversize, timeout);
}

function brokenOff(at: string, outcome: HandshakeOutcome, oversize: boolean, timeout: number): ProbeFailure {
  const error = outcome.kind === "failed" ? outcome.error : undefined;
  const code = codeOf(error);
  if (oversize || outcome.kind === "oversize" || code?.includes("EXCESSIVE_MESSAGE_SIZE")) {
    const message = say("{0} sends more in its TLS handshake than any API server does; it was left.", at);
    return { code: "too-large", message };
  }
  if (outcome.kind === "aborted") {
    const message = say(
      "{0} accepts connections, and did not complete a TLS handshake within {1} seconds: the server hangs or is overloaded, or something in between holds the connection.",
      at,
      timeout / 1000,
    );
    return { code: "timed-out", message, kubectl: `${UNABLE} net/http: TLS handshake timeout` };
  }
  if (outcome.kind === "closed" || error?.message.includes("before secure TLS connection")) {
    const message = say(
      "{0} accepts connections and closes them at once: a load balancer or a tunnel without a server behind it does that.",
      at,
    );
    return { code: "closed", message, kubectl: `${UNABLE} EOF` };
  }
  if (code === "ECONNRESET" || code === "EPIPE") {
    const message = say(
      "{0} resets the connection during the TLS handshake: a firewall or a load balancer may do that, or a server that does not speak TLS.",
      at,
    );
    return { code: "reset", message, cause: error };
  }
  const message = say("The TLS handshake with {0} failed{1}.", at, code === undefined ? "" : ` (${code})`);
  return { code: "handshake", message, cause: error };
}

function alertFailure(at: string, alert: number): ProbeFailure {
  const text = ALERTS.get(alert) ?? `alert(${alert})`;
  const message = say(
    'The server at {0} ends the TLS handshake with "{1}". {2}',
    at,
    text,
    render(ADVICE.get(alert) ?? OTHER_ADVICE),
  );
  return { code: "alert", message, kubectl: `${UNABLE} remote error: tls: ${text}` };
}

/** Descriptions that come before a certificate does, as crypto/tls alertText names them. */
const ALERTS: ReadonlyMap<number, string> = new Map([
  [0, "close notify"],
  [10, "unexpected message"],
  [22, "record overflow"],
  [40, "handshake failure"],
  [42, "bad certificate"],
  [47, "illegal parameter"],
  [48, "unknown certificate authority"],
  [49, "access denied"],
  [50, "error decoding message"],
  [70, "protocol version not supported"],
  [71, "insufficient security level"],
  [80, "internal error"],
  [109, "missing extension"],
  [112, "unrecognized name"],
  [116, "certificate required"],
  [120, "no application protocol"],
]);

const OTHER_ADVICE = say("Its log says why.");
const ADVICE: ReadonlyMap<number, Message> = new Map([
  [40, say("The two have no cipher or key type in common, or it insists on a client certificate.")],
  [70, say("It speaks only versions of TLS before 1.2, which kubectl does not.")],
  [112, say("It serves nothing by the name that is dialled: check the host and tls-server-name.")],
  [116, say("It insists on a client certificate.")],
  [120, say("It speaks no HTTP.")],
]);
