import { type Message, render, say } from "../../core/message.ts";
import { shown } from "../../core/rules/words.ts";
import { type ClusterFailure, clusterFailure } from "./failure.ts";

const UNABLE = "Unable to connect to the server:";

/**
 * A server that ends the handshake and says why.
 * @param alert its number (RFC 8446 6), or OpenSSL's name of it: `UNKNOWN_CA`
 */
export function alertFailure(address: string, alert: number | string): ClusterFailure {
  const number = typeof alert === "number" ? alert : NUMBERS.get(alert);
  const text = ALERTS.get(number ?? -1) ?? (typeof alert === "number" ? `alert(${alert})` : spoken(alert));
  const advice = ADVICE.get(number ?? -1) ?? say("Its log says why.");
  const reason = say(
    'The server at {0} ends the TLS handshake with "{1}". {2}',
    shown(address),
    text,
    render(advice),
  );
  return clusterFailure("tls", reason, { kubectl: `${UNABLE} remote error: tls: ${text}` });
}

/** A server, or something before it, that ends the connection in the midst of the handshake. */
export function closedInHandshake(address: string): ClusterFailure {
  const reason = say(
    "{0} accepts connections and closes them at once: a load balancer or a tunnel without a server behind it does that.",
    shown(address),
  );
  return clusterFailure("reset", reason, { kubectl: `${UNABLE} EOF` });
}

export function resetInHandshake(address: string): ClusterFailure {
  const reason = say(
    "{0} resets the connection during the TLS handshake: a firewall or a load balancer may do that, or a server that does not speak TLS.",
    shown(address),
  );
  return clusterFailure("reset", reason);
}

/** @param code of the error of OpenSSL or Node, where it has one */
export function brokenHandshake(address: string, code: string | undefined): ClusterFailure {
  const reason = say(
    "The TLS handshake with {0} failed{1}.",
    shown(address),
    code === undefined ? "" : ` (${code})`,
  );
  return clusterFailure("tls", reason);
}

/** As crypto/tls alertText names them, with OpenSSL's name where that is another. */
const NAMED: readonly (readonly [number, string, string?])[] = [
  [0, "close notify"],
  [10, "unexpected message"],
  [20, "bad record MAC"],
  [22, "record overflow"],
  [40, "handshake failure"],
  [42, "bad certificate"],
  [43, "unsupported certificate"],
  [44, "revoked certificate", "CERTIFICATE_REVOKED"],
  [45, "expired certificate", "CERTIFICATE_EXPIRED"],
  [46, "unknown certificate", "CERTIFICATE_UNKNOWN"],
  [47, "illegal parameter"],
  [48, "unknown certificate authority", "UNKNOWN_CA"],
  [49, "access denied"],
  [50, "error decoding message", "DECODE_ERROR"],
  [51, "error decrypting message", "DECRYPT_ERROR"],
  [70, "protocol version not supported", "PROTOCOL_VERSION"],
  [71, "insufficient security level", "INSUFFICIENT_SECURITY"],
  [80, "internal error"],
  [109, "missing extension"],
  [112, "unrecognized name"],
  [116, "certificate required"],
  [120, "no application protocol"],
];

const ALERTS: ReadonlyMap<number, string> = new Map(NAMED.map(([number, text]) => [number, text]));

const NUMBERS: ReadonlyMap<string, number> = new Map(
  NAMED.map(([number, text, name]) => [name ?? text.toUpperCase().replaceAll(" ", "_"), number]),
);

const ADVICE: ReadonlyMap<number, Message> = new Map([
  [40, say("The two have no cipher or key type in common, or it insists on a client certificate.")],
  [70, say("It speaks only versions of TLS before 1.2, which kubectl does not.")],
  [112, say("It serves nothing by the name that is dialled: check the host and tls-server-name.")],
  [116, say("It insists on a client certificate.")],
  [120, say("It speaks no HTTP.")],
]);

function spoken(name: string): string {
  return name.toLowerCase().replaceAll("_", " ");
}
