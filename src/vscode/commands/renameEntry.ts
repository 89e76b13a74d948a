import { rename } from "../entries/rename.ts";
import type { Command } from "../errors.ts";
import type { Services } from "./services.ts";
import { requireTrust } from "./trust.ts";

export function renameEntry(services: Services): Command {
  return {
    id: "kubeconfigInspector.renameEntry",
    async run(argument) {
      requireTrust();
      await services.sources.ready;
      await rename(services, argument);
    },
  };
}
