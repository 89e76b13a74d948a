import { type Message, say } from "../../core/message.ts";
import { shown } from "../../core/rules/words.ts";
import {
  type ClusterFailure,
  cancelledFailure,
  codeOf,
  DialError,
  networkFailure,
  timeoutFailure,
} from "../http/failure.ts";
import {
  alertFailure,
  brokenHandshake,
  closedInHandshake,
  resetInHandshake,
} from "../http/handshake-failure.ts";
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
  if (flight.alert !== undefined) return as("alert", alertFailure(address, flight.alert));
  return brokenOff(address, outcome, flight.oversize, timeout);
}

function as(code: ProbeFailureCode, { reason, kubectl }: ClusterFailure, cause?: unknown): ProbeFailure {
  return {
    code,
    message: reason,
    ...(kubectl !== undefined && { kubectl }),
    ...(cause !== undefined && { cause }),
  };
}

function brokenOff(
  address: string,
  outcome: HandshakeOutcome,
  oversize: boolean,
  timeout: number,
): ProbeFailure {
  const at = shown(address);
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
    return as("closed", closedInHandshake(address));
  }
  if (code === "ECONNRESET" || code === "EPIPE") return as("reset", resetInHandshake(address), error);
  return as("handshake", brokenHandshake(address, code), error);
}
