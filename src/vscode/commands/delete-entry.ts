import { remove } from "../entries/remove.ts";
import type { Command } from "../errors.ts";
import type { Editing } from "../services.ts";
import { changing } from "./changing.ts";

export function deleteEntry(services: Editing): Command {
  return {
    id: "kubeconfigInspector.deleteEntry",
    run: changing(services, remove),
  };
}
