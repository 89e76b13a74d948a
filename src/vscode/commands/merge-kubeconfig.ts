import { merge } from "../entries/merge.ts";
import type { Command } from "../errors.ts";
import type { Services } from "../services.ts";
import { changing } from "./changing.ts";

export function mergeKubeconfig(services: Services): Command {
  return {
    id: "kubeconfigInspector.mergeKubeconfig",
    run: changing(services, merge),
  };
}
