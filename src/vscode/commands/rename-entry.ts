import { rename } from "../entries/rename.ts";
import type { Command } from "../errors.ts";
import type { Editing } from "../services.ts";
import { changing } from "./changing.ts";

export function renameEntry(services: Editing): Command {
  return {
    id: "kubeconfigInspector.renameEntry",
    run: changing(services, rename),
  };
}
