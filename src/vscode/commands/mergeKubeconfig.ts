import { merge } from "../entries/merge.ts";
import type { Command } from "../errors.ts";
import { changing } from "./changing.ts";
import type { Services } from "./services.ts";

export function mergeKubeconfig(services: Services): Command {
  return {
    id: "kubeconfigInspector.mergeKubeconfig",
    run: changing(services, merge),
  };
}
