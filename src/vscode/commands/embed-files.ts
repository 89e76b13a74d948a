import { embed } from "../entries/embed.ts";
import type { Command } from "../errors.ts";
import type { Editing, Services } from "../services.ts";
import { changing } from "./changing.ts";

export function embedFiles(services: Editing & Pick<Services, "settings">): Command {
  return {
    id: "kubeconfigInspector.embedFiles",
    run: changing(services, embed),
  };
}
