import type { Command } from "../errors.ts";
import { renewExpiring as renewAll } from "../mint/renewExpiring.ts";
import type { Services } from "./services.ts";
import { requireTrust } from "./trust.ts";

export function renewExpiring(services: Services): Command {
  return {
    id: "kubeconfigInspector.renewExpiring",
    async run() {
      requireTrust();
      await services.sources.ready;
      await renewAll(services);
    },
  };
}
