import type { ClusterClient } from "../../cluster/client.ts";
import { connectionOf } from "../../cluster/connection/connect.ts";
import type { NotDone, Result } from "../../core/result.ts";
import { type Asking, clientOf } from "../client.ts";
import { analysisFor } from "../context.ts";
import type { CliWorld } from "../world.ts";
import { contextNamed } from "./goal.ts";

/** A client for a context that is named, else for the current one. Nothing is asked yet. */
export async function reach(
  { kubeconfig, context }: { readonly kubeconfig: string | undefined; readonly context: string | undefined },
  asking: Asking,
  world: CliWorld,
): Promise<Result<ClusterClient, NotDone>> {
  const analysis = await analysisFor(kubeconfig, world);
  const name = contextNamed(analysis, context);
  if (!name.ok) return name;
  const connection = await connectionOf(analysis, name.value, { ...world, env: world.env() });
  return connection.ok ? { ok: true, value: clientOf(connection.value, asking, world) } : connection;
}
