import { ClusterClient } from "../../../src/cluster/client.ts";
import { connectionOf } from "../../../src/cluster/connection/connect.ts";
import type { Connection } from "../../../src/cluster/connection/model.ts";
import { loadAndAnalyze } from "../../../src/core/load.ts";
import type { NotDone, Result } from "../../../src/core/result.ts";
import { THRESHOLDS } from "../analyze.ts";
import { type MemoryEntry, memoryWorld } from "../memory-folder.ts";

/** One cluster, one user, and the world around them. */
export interface Way {
  readonly cluster: Readonly<Record<string, unknown>>;
  readonly user?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
  /** By absolute path; the kubeconfig is `/home/jane/.kube/config`. */
  readonly files?: Readonly<Record<string, MemoryEntry>>;
}

export async function connect({
  cluster,
  user = {},
  env = {},
  files = {},
}: Way): Promise<Result<Connection, NotDone>> {
  const world = { files: memoryWorld(files).files, style: "posix", env } as const;
  const path = "/home/jane/.kube/config";
  const text = JSON.stringify({
    clusters: [{ name: "c", cluster }],
    users: [{ name: "u", user }],
    contexts: [{ name: "x", context: { cluster: "c", user: "u" } }],
    "current-context": "x",
  });
  const options = { now: Date.now, thresholds: THRESHOLDS, maxBytes: 1024 * 1024 };
  return connectionOf(await loadAndAnalyze([{ id: path, path, text }], world, options), "x", world);
}

/** A client for a way that leads somewhere. @param now milliseconds since the epoch */
export async function clientBy(way: Way, now: () => number = Date.now): Promise<ClusterClient> {
  const connection = await connect(way);
  if (!connection.ok) throw new Error(JSON.stringify(connection.reason));
  return new ClusterClient(connection.value, {
    files: memoryWorld(way.files ?? {}).files,
    now,
    userAgent: "test",
  });
}
