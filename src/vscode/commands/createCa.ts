import type { Command } from "../errors.ts";
import { createCa as create } from "../mint/createCa.ts";
import type { Services } from "./services.ts";
import { requireTrust } from "./trust.ts";

export function createCa(services: Services): Command {
  return {
    id: "kubeconfigInspector.createCa",
    async run() {
      requireTrust();
      await services.sources.ready;
      await create(services);
    },
  };
}
