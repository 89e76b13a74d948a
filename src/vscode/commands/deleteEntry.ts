import { remove } from "../entries/remove.ts";
import type { Command } from "../errors.ts";
import type { Services } from "./services.ts";
import { requireTrust } from "./trust.ts";

export function deleteEntry(services: Services): Command {
  return {
    id: "kubeconfigInspector.deleteEntry",
    async run(argument) {
      requireTrust();
      await services.sources.ready;
      await remove(services, argument);
    },
  };
}
