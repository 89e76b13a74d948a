import { setNamespace as set } from "../entries/setNamespace.ts";
import type { Command } from "../errors.ts";
import type { Services } from "./services.ts";
import { requireTrust } from "./trust.ts";

export function setNamespace(services: Services): Command {
  return {
    id: "kubeconfigInspector.setNamespace",
    async run(argument) {
      requireTrust();
      await services.sources.ready;
      await set(services, argument);
    },
  };
}
