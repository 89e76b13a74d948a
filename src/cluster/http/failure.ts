import { type Message, say } from "../../core/message.ts";
import type { NotDone } from "../../core/result.ts";
import { shown } from "../../core/rules/words.ts";

export type ClusterFailureCode =
  | "cancelled"
  | "timeout"
  /** Nothing was reached. */
  | "dns"
  | "refused"
  | "unreachable"
  | "reset"
  | "proxy"
  | "proxy-login"
  /** Something was reached that is not the server that is meant. */
  | "tls"
  | "certificate"
  | "plain-http"
  | "redirect"
  | "not-http"
  | "too-large"
  | "not-json"
  /** No credential could be had. */
  | "credential"
  /** The server answers, and says no. */
  | "unauthorized"
  | "forbidden"
  | "not-found"
  | "conflict"
  | "invalid"
  | "status";

/** Why a call to an API server gave nothing. Holds no secret. */
export interface ClusterFailure extends NotDone {
  readonly code: ClusterFailureCode;
  /** The status of HTTP, where there was an answer. */
  readonly status?: number;
  /** What the server itself says of it, made harmless for one line. */
  readonly said?: string;
  /** What kubectl prints in its place, where it is known. */
  readonly kubectl?: string;
  /** Of a conflict: the fields that somebody else has set. */
  readonly conflicts?: readonly FieldConflict[];
}

/** A field that another manager owns (Server-Side Apply). Made harmless for one line. */
export interface FieldConflict {
  readonly manager: string;
  /** `.rules` */
  readonly field: string;
}

/** What a stream that is dialled rejects with. */
export class DialError extends Error {
  readonly failure: ClusterFailure;

  constructor(failure: ClusterFailure) {
    super(failure.code);
    this.failure = failure;
  }
}

export function clusterFailure(
  code: ClusterFailureCode,
  reason: Message,
  more: Pick<ClusterFailure, "status" | "said" | "kubectl" | "conflicts"> = {},
): ClusterFailure {
  return { ok: false, code, reason, ...more };
}

export function cancelledFailure(): ClusterFailure {
  return clusterFailure("cancelled", say("It was cancelled."));
}

/** @param ms how long it was waited for */
export function timeoutFailure(address: string, ms: number): ClusterFailure {
  return clusterFailure(
    "timeout",
    say(
      "{0} did not answer within {1} seconds. It hangs, it is overloaded, or a firewall drops what is sent to it.",
      shown(address),
      ms / 1000,
    ),
  );
}

/** Why a connection to a server or a proxy was not made, or broke. */
export function networkFailure(address: string, error: unknown): ClusterFailure {
  const at = shown(address);
  const code = codeOf(error);
  switch (code) {
    case "ECONNREFUSED":
      return clusterFailure(
        "refused",
        say(
          "{0} refuses connections: nothing listens on that port. Check the port, and whether the server runs.",
          at,
        ),
      );
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return clusterFailure(
        "dns",
        say("The name of {0} could not be resolved. Check its spelling, the DNS and the VPN.", at),
      );
    case "EHOSTUNREACH":
    case "ENETUNREACH":
    case "EADDRNOTAVAIL":
      return clusterFailure(
        "unreachable",
        say("There is no route to {0}. Check the network and the VPN.", at),
      );
    case "ETIMEDOUT":
      return clusterFailure(
        "timeout",
        say("Nothing answers at {0}. Check the network, the VPN and firewalls.", at),
      );
    case "ECONNRESET":
    case "EPIPE":
      return brokenOff(address);
    default:
      return clusterFailure(
        "unreachable",
        say("There is no connection to {0}{1}.", at, code === undefined ? "" : ` (${code})`),
      );
  }
}

export function brokenOff(address: string): ClusterFailure {
  return clusterFailure(
    "reset",
    say(
      "{0} broke the connection off. A firewall or a load balancer may have done it; try again.",
      shown(address),
    ),
  );
}

/** The `code` of an error of Node or OpenSSL, which holds nothing but letters: `ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE`. */
export function codeOf(error: unknown): string | undefined {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" && /^[\w/]+$/.test(code) ? code : undefined;
}
