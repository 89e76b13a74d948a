import { judgeServer } from "../core/features/server-check/judge.ts";
import type { SeenServer } from "../core/features/server-check/seen.ts";
import type { Timing } from "../core/features/time.ts";
import { say } from "../core/message.ts";
import { serverVersion } from "./api/server-version.ts";
import { type ClientOptions, ClusterClient } from "./client.ts";
import { anonymous } from "./connection/anonymous.ts";
import type { Connection } from "./connection/model.ts";
import { dial } from "./http/dial.ts";
import { type ClusterFailure, clusterFailure, DialError } from "./http/failure.ts";
import { caOf, certificatesIn, systemCertificates } from "./http/roots.ts";
import { probeServer } from "./probe/probe.ts";

/** What was seen of the server of a context, without sending it a credential. */
export interface ServerCheck extends SeenServer {
  readonly failure?: ClusterFailure;
}

/** How many servers are looked at together. Each has all of its time, so as many as a kubeconfig may well have. */
export const CHECKED_TOGETHER = 256;

export interface CheckOptions extends Pick<ClientOptions, "files" | "userAgent"> {
  readonly timing: Timing;
  readonly signal?: AbortSignal;
  /** Milliseconds for all of it. */
  readonly timeoutMs: number;
}

/** Look at the server of a context. Nothing that tells who asks is sent. Never rejects. */
export async function checkServer(connection: Connection, options: CheckOptions): Promise<ServerCheck> {
  const { context, endpoint, tls } = connection;
  const told = { context, server: endpoint.shown, at: options.timing.now };
  if (tls === undefined) return { ...told, ...(await versionOf(connection, options)) };
  const { proxy } = anonymous(connection);
  const { timeoutMs, signal } = options;
  const outcome = await probeServer(
    {
      host: endpoint.host,
      port: endpoint.port,
      ...(tls.serverName !== endpoint.host && { serverName: tls.serverName }),
      dial: until => dial(endpoint, proxy, { timeoutMs, signal: until, now: options.timing.now }),
    },
    { timeoutMs, ...(signal && { signal }) },
  );
  if (!outcome.ok) {
    const { cause, code, message, kubectl } = outcome.failure;
    const failure =
      cause instanceof DialError
        ? cause.failure
        : clusterFailure(codes[code] ?? "tls", message, kubectl === undefined ? {} : { kubectl });
    return { ...told, failure };
  }
  const { probe } = outcome;
  const judgement = await judgeServer(probe, {
    ca: tls.ca === undefined ? undefined : caOf(tls.ca),
    ...(tls.ca === undefined && { machineCas: systemCertificates() }),
    insecure: tls.insecure,
    host: endpoint.host,
    ...(tls.serverName !== endpoint.host && { serverName: tls.serverName }),
    timing: options.timing,
    ...(tls.client && { clientCertificate: certificatesIn(tls.client.certificate) }),
  });
  const seen = { ...told, probe, judgement };
  return judgement.accepted === false ? seen : { ...seen, ...(await versionOf(connection, options)) };
}

const codes: Readonly<Record<string, ClusterFailure["code"]>> = {
  cancelled: "cancelled",
  "timed-out": "timeout",
  http: "plain-http",
  reset: "reset",
  closed: "reset",
  "too-large": "too-large",
};

/** A server that tells its version to nobody whom it does not know is there all the same. */
async function versionOf(
  connection: Connection,
  { files, userAgent, timing, timeoutMs, signal }: CheckOptions,
): Promise<Pick<ServerCheck, "version" | "failure">> {
  const client = new ClusterClient(connection, { files, userAgent, now: () => timing.now, timeoutMs });
  const version = await serverVersion(client, { anonymous: true, ...(signal && { signal }) });
  if (version.ok) {
    if (version.value !== "") return { version: version.value };
    const reason = say("{0} answers, but not as an API server does.", connection.endpoint.shown);
    return { failure: clusterFailure("not-json", reason) };
  }
  return version.code === "unauthorized" || version.code === "forbidden" ? {} : { failure: version };
}
