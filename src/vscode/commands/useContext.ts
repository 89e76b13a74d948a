import { useContext as use } from "../entries/useContext.ts";
import type { Command } from "../errors.ts";
import type { Services } from "./services.ts";
import { requireTrust } from "./trust.ts";

export function useContext(services: Services): Command {
  return {
    id: "kubeconfigInspector.useContext",
    async run(argument) {
      requireTrust();
      await services.sources.ready;
      await use(services, argument);
    },
  };
}
