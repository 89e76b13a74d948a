import { embed } from "../entries/embed.ts";
import type { Command } from "../errors.ts";
import type { Services } from "../services.ts";
import { changing } from "./changing.ts";

export function embedFiles(services: Services): Command {
  return {
    id: "kubeconfigInspector.embedFiles",
    run: changing(services, embed),
  };
}
