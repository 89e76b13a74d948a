import { ClientRequest, type IncomingMessage, type OutgoingHttpHeaders } from "node:http";
import type { Socket } from "node:net";
import { say } from "../../core/message.ts";
import type { Result } from "../../core/result.ts";
import { shown } from "../../core/rules/words.ts";
import type { Connection } from "../connection/model.ts";
import { addressOf, dial } from "./dial.ts";
import {
  brokenOff,
  type ClusterFailure,
  cancelledFailure,
  clusterFailure,
  codeOf,
  DialError,
  networkFailure,
  timeoutFailure,
} from "./failure.ts";
import { isHeaderValue } from "./headers.ts";
import { secure } from "./secure.ts";
import { basic } from "./tunnel.ts";

export interface Exchange {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** From the root of the server, with its query: `/api/v1/…`. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string;
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds for all of it. */
  readonly timeoutMs: number;
  /** Bytes of an answer at most. */
  readonly maxBytes: number;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** One request on a connection of its own. Never rejects, and follows no redirect: credentials stay with the server. */
export async function exchange(
  connection: Connection,
  request: Exchange,
): Promise<Result<Answer, ClusterFailure>> {
  const { endpoint } = connection;
  const address = addressOf(endpoint);
  const limit = AbortSignal.timeout(request.timeoutMs);
  const { signal } = request;
  const until = signal === undefined ? limit : AbortSignal.any([signal, limit]);
  if (!Object.values(request.headers).flat().every(isHeaderValue)) return unsendable();
  let stream: Socket | undefined;
  try {
    stream = await open(connection, request, until);
    return { ok: true, value: await converse(stream, connection, request, until) };
  } catch (error) {
    if (signal?.aborted) return cancelledFailure();
    if (limit.aborted) return timeoutFailure(address, request.timeoutMs);
    return error instanceof DialError ? error.failure : networkFailure(address, error);
  } finally {
    stream?.destroy();
  }
}

/** net/http looks at the headers before it dials (Transport.RoundTrip). */
function unsendable(): ClusterFailure {
  const reason = say(
    "The credential or the impersonation holds a character that no HTTP header can carry, such as a line break.",
  );
  return clusterFailure("credential", reason, { kubectl: "net/http: invalid header field value" });
}

async function open(connection: Connection, request: Exchange, until: AbortSignal): Promise<Socket> {
  const { endpoint, proxy, tls } = connection;
  const { timeoutMs, now } = request;
  const stream = await dial(endpoint, proxy, { timeoutMs, signal: until, now });
  if (tls === undefined) return stream;
  const abort = () => stream.destroy(new Error("aborted"));
  until.addEventListener("abort", abort, { once: true });
  try {
    return await secure(stream, tls, addressOf(endpoint), request.now);
  } finally {
    until.removeEventListener("abort", abort);
  }
}

function converse(
  stream: Socket,
  connection: Connection,
  { method, path, headers, body, maxBytes }: Exchange,
  until: AbortSignal,
): Promise<Answer> {
  const { endpoint } = connection;
  const address = addressOf(endpoint);
  return new Promise((resolve, reject) => {
    const outgoing = new ClientRequest({
      createConnection: () => stream,
      method,
      path: targetOf(connection, path),
      headers: {
        Host: endpoint.authority,
        ...proxyHeaders(connection),
        ...copied(headers),
        Connection: "close",
      },
      signal: until,
    });
    const fail = (failure: ClusterFailure) => {
      stream.destroy();
      reject(new DialError(failure));
    };
    outgoing.on("error", error => fail(conversationFailure(address, error)));
    outgoing.on("upgrade", () => fail(notHttp(address)));
    outgoing.on("response", response => {
      const redirect = redirectFailure(address, response);
      if (redirect !== undefined) return fail(redirect);
      const chunks: Buffer[] = [];
      let length = 0;
      response.on("data", (chunk: Buffer) => {
        length += chunk.length;
        if (length > maxBytes) return fail(tooLarge(address, maxBytes));
        chunks.push(chunk);
        return undefined;
      });
      response.on("error", error => fail(conversationFailure(address, error)));
      response.on("end", () => {
        stream.destroy();
        resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString("utf8") });
      });
      return undefined;
    });
    outgoing.end(body);
  });
}

/** A proxy that gets the request itself is told where it goes. */
function targetOf({ endpoint, proxy, tls }: Connection, path: string): string {
  const target = `${endpoint.prefix}${path}`;
  return isHandedOver(proxy?.kind, tls) ? `http://${endpoint.authority}${target}` : target;
}

function proxyHeaders({ proxy, tls }: Connection): OutgoingHttpHeaders {
  if (proxy?.login === undefined || !isHandedOver(proxy.kind, tls)) return {};
  return { "Proxy-Authorization": basic(proxy.login) };
}

function isHandedOver(kind: string | undefined, tls: Connection["tls"]): boolean {
  return tls === undefined && (kind === "http" || kind === "https");
}

function copied(headers: Exchange["headers"]): OutgoingHttpHeaders {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, typeof value === "string" ? value : [...value]]),
  );
}

function conversationFailure(address: string, error: unknown): ClusterFailure {
  const code = codeOf(error) ?? "";
  if (code === "HPE_HEADER_OVERFLOW") return tooLarge(address, 16_384);
  if (code.startsWith("HPE_")) return notHttp(address);
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

function notHttp(address: string): ClusterFailure {
  return clusterFailure("not-http", say("{0} does not answer in HTTP. Check host and port.", shown(address)));
}

/** @param limit bytes */
function tooLarge(address: string, limit: number): ClusterFailure {
  return clusterFailure(
    "too-large",
    say("{0} sends more than {1} bytes, which no API server does here. It was left.", shown(address), limit),
  );
}

function redirectFailure(
  address: string,
  { statusCode = 0, headers }: IncomingMessage,
): ClusterFailure | undefined {
  const { location } = headers;
  if (statusCode < 300 || statusCode > 399 || location === undefined) return undefined;
  const target = URL.canParse(location, `https://${address}`)
    ? new URL(location, `https://${address}`).host
    : "";
  return clusterFailure(
    "redirect",
    say(
      "{0} sends every request on to {1}: that is no API server, but perhaps a login page or a proxy. Nothing was sent there.",
      shown(address),
      shown(target),
    ),
    { status: statusCode },
  );
}
