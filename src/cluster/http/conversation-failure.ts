import type { IncomingMessage } from "node:http";
import { say } from "../../core/message.ts";
import { shown } from "../../core/rules/words.ts";
import { brokenOff, type ClusterFailure, clusterFailure, codeOf, networkFailure } from "./failure.ts";
import type { Hide } from "./hide.ts";

/** Why a request that was sent got no answer, or a part of one. */
export function conversationFailure(address: string, error: unknown): ClusterFailure {
  const code = codeOf(error) ?? "";
  if (code === "HPE_HEADER_OVERFLOW") return tooLarge(address, 16_384);
  if (code.startsWith("HPE_")) return isTlsRecord(error) ? speaksTls(address) : notHttp(address);
  const alert = /^ERR_SSL_(?:SSL|TLS)V\d+_ALERT_(\w+)$/.exec(code)?.[1]?.toLowerCase().replaceAll("_", " ");
  if (alert !== undefined) {
    const reason = say(
      '{0} ended the connection with "{1}": it takes no client without a certificate that it knows.',
      shown(address),
      alert,
    );
    return clusterFailure("tls", reason, { kubectl: `remote error: tls: ${alert}` });
  }
  return code === "ECONNRESET" ? brokenOff(address) : networkFailure(address, error);
}

/** What Node could not read begins as an alert or a handshake of TLS does (RFC 8446 5.1). */
function isTlsRecord(error: unknown): boolean {
  const packet: unknown = error instanceof Error && "rawPacket" in error ? error.rawPacket : undefined;
  return packet instanceof Uint8Array && (packet[0] === 0x15 || packet[0] === 0x16) && packet[1] === 3;
}

/** To a server that begins with http. */
export function speaksTls(address: string): ClusterFailure {
  const reason = say(
    "{0} speaks TLS, and the server of the context begins with http://. Write https:// there.",
    shown(address),
  );
  return clusterFailure("not-http", reason);
}

export function notHttp(address: string): ClusterFailure {
  return clusterFailure("not-http", say("{0} does not answer in HTTP. Check host and port.", shown(address)));
}

/** @param limit bytes */
export function tooLarge(address: string, limit: number): ClusterFailure {
  return clusterFailure(
    "too-large",
    say("{0} sends more than {1} bytes, which no API server does here. It was left.", shown(address), limit),
  );
}

/** @returns nothing where an answer does not send on */
export function redirectFailure(
  address: string,
  { statusCode = 0, headers }: IncomingMessage,
  hide: Hide,
): ClusterFailure | undefined {
  const { location } = headers;
  if (statusCode < 300 || statusCode > 399 || location === undefined) return undefined;
  const base = `https://${address}`;
  const target = URL.canParse(location, base) ? new URL(location, base).host : "";
  return clusterFailure(
    "redirect",
    say(
      "{0} sends every request on to {1}: that is no API server, but perhaps a login page or a proxy. Nothing was sent there.",
      shown(address),
      shown(hide(target)),
    ),
    { status: statusCode },
  );
}
