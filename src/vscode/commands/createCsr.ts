import type { Command } from "../errors.ts";
import { createCsr as create } from "../mint/createCsr.ts";
import type { Services } from "./services.ts";
import { requireTrust } from "./trust.ts";

export function createCsr(services: Services): Command {
  return {
    id: "kubeconfigInspector.createCsr",
    async run() {
      requireTrust();
      await services.sources.ready;
      await create(services);
    },
  };
}
