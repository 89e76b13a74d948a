import type { Command } from "../errors.ts";
import { createServing as create } from "../mint/createServing.ts";
import type { Services } from "./services.ts";
import { requireTrust } from "./trust.ts";

export function createServing(services: Services): Command {
  return {
    id: "kubeconfigInspector.createServing",
    async run() {
      requireTrust();
      await services.sources.ready;
      await create(services);
    },
  };
}
