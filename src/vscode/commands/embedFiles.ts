import { embed } from "../entries/embed.ts";
import type { Command } from "../errors.ts";
import type { Services } from "./services.ts";
import { requireTrust } from "./trust.ts";

export function embedFiles(services: Services): Command {
  return {
    id: "kubeconfigInspector.embedFiles",
    async run(argument) {
      requireTrust();
      await services.sources.ready;
      await embed(services, argument);
    },
  };
}
