import { rename } from "../entries/rename.ts";
import type { Command } from "../errors.ts";
import type { Services } from "../services.ts";
import { changing } from "./changing.ts";

export function renameEntry(services: Services): Command {
  return {
    id: "kubeconfigInspector.renameEntry",
    run: changing(services, rename),
  };
}
