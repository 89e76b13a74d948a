import type { Command } from "../errors.ts";
import { createFrontProxy as create } from "../mint/createFrontProxy.ts";
import type { Services } from "./services.ts";
import { requireTrust } from "./trust.ts";

export function createFrontProxy(services: Services): Command {
  return {
    id: "kubeconfigInspector.createFrontProxy",
    async run() {
      requireTrust();
      await services.sources.ready;
      await create(services);
    },
  };
}
