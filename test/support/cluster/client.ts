import { strict as assert } from "node:assert";
import { type ClientOptions, ClusterClient, connectionOf } from "../../../src/cluster/index.ts";
import { loadAndAnalyze } from "../../../src/core/load.ts";
import { nodeFiles } from "../../../src/platform/node.ts";
import { THRESHOLDS } from "../analyze.ts";

/** Our client for the current context of a kubeconfig. */
export async function clientFor(text: string, options: Partial<ClientOptions> = {}): Promise<ClusterClient> {
  const world = { files: nodeFiles, style: "posix", env: {} } as const;
  const path = "/nowhere/config";
  const analysis = await loadAndAnalyze([{ id: path, path, text }], world, {
    now: Date.now,
    thresholds: THRESHOLDS,
    maxBytes: 1024 * 1024,
  });
  const connection = await connectionOf(analysis, analysis.effective.currentContext?.name ?? "", world);
  assert(connection.ok, connection.ok ? "" : JSON.stringify(connection.reason));
  return new ClusterClient(connection.value, { ...clientOptions(), ...options });
}

/** What a client needs of the world. */
export function clientOptions(): ClientOptions {
  return { files: nodeFiles, now: Date.now, userAgent: "kubeconfig-inspector/test" };
}
