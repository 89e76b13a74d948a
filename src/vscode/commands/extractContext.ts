import { extract } from "../entries/extract.ts";
import type { Command } from "../errors.ts";
import type { Services } from "./services.ts";
import { requireTrust } from "./trust.ts";

export function extractContext(services: Services): Command {
  return {
    id: "kubeconfigInspector.extractContext",
    async run(argument) {
      requireTrust();
      await services.sources.ready;
      await extract(services, argument);
    },
  };
}
