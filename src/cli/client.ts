import { ClusterClient } from "../cluster/client.ts";
import type { Connection } from "../cluster/connection/model.ts";
import { Plugins } from "../cluster/plugins.ts";
import type { CliWorld } from "./world.ts";

/** How a server is asked. */
export interface Asking {
  /** Milliseconds that it has for an answer. */
  readonly timeout: number;
  /** Run the program that a user gets its credential from. */
  readonly runPlugins: boolean;
}

export function clientOf(
  connection: Connection,
  { timeout, runPlugins }: Asking,
  world: CliWorld,
): ClusterClient {
  return new ClusterClient(connection, {
    files: world.files,
    now: () => world.now(),
    userAgent: `kubeconfig-inspector/${world.version}`,
    timeoutMs: timeout,
    ...(runPlugins && { plugins: pluginsOf(world) }),
  });
}

/** On the command line whoever asks says by a flag that plugins may run. */
function pluginsOf(world: CliWorld): Plugins {
  return new Plugins({
    files: world.files,
    style: world.style,
    env: () => world.env(),
    now: () => world.now(),
    consent: () => Promise.resolve(true),
  });
}
