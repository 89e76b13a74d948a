import { merge } from "../entries/merge.ts";
import type { Command } from "../errors.ts";
import type { Services } from "./services.ts";
import { requireTrust } from "./trust.ts";

export function mergeKubeconfig(services: Services): Command {
  return {
    id: "kubeconfigInspector.mergeKubeconfig",
    async run(argument) {
      requireTrust();
      await services.sources.ready;
      await merge(services, argument);
    },
  };
}
