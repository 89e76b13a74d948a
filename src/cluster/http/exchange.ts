import { ClientRequest, type OutgoingHttpHeaders } from "node:http";
import type { Socket } from "node:net";
import { say } from "../../core/message.ts";
import type { Result } from "../../core/result.ts";
import { addressOf } from "../connection/endpoint.ts";
import type { Connection } from "../connection/model.ts";
import { conversationFailure, notHttp, redirectFailure, tooLarge } from "./conversation-failure.ts";
import { dial } from "./dial.ts";
import {
  brokenOff,
  type ClusterFailure,
  cancelledFailure,
  clusterFailure,
  DialError,
  networkFailure,
  timeoutFailure,
} from "./failure.ts";
import { unsendableHeader } from "./headers.ts";
import type { Hide } from "./hide.ts";
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
  /** For what the server says. */
  readonly hide: Hide;
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
  const unsendable = unsendableHeader(request.headers);
  if (unsendable !== undefined) return headerFailure(unsendable);
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
function headerFailure(name: string): ClusterFailure {
  const reason = say(
    "The credential or the impersonation holds a character that no HTTP header can carry, such as a line break.",
  );
  return clusterFailure("credential", reason, {
    kubectl: `Unable to connect to the server: net/http: invalid header field value for ${JSON.stringify(name)}`,
  });
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

async function converse(
  stream: Socket,
  connection: Connection,
  { method, path, headers, body, maxBytes, hide }: Exchange,
  until: AbortSignal,
): Promise<Answer> {
  const { endpoint } = connection;
  const address = addressOf(endpoint);
  // It may have ended while its certificate was looked at, and does not say so again.
  if (stream.destroyed || stream.readableEnded) throw new DialError(brokenOff(address));
  return new Promise((resolve, reject) => {
    const outgoing = new ClientRequest({
      createConnection: () => stream,
      method,
      path: targetOf(connection, path),
      headers: {
        Host: endpoint.authority,
        ...proxyHeaders(connection),
        ...copied(headers),
        // Node frames the body of a DELETE only where its length is said.
        ...(body !== undefined && { "Content-Length": Buffer.byteLength(body) }),
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
      const redirect = redirectFailure(address, response, hide);
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
