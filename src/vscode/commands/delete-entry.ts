import { remove } from "../entries/remove.ts";
import type { Command } from "../errors.ts";
import type { Services } from "../services.ts";
import { changing } from "./changing.ts";

export function deleteEntry(services: Services): Command {
  return {
    id: "kubeconfigInspector.deleteEntry",
    run: changing(services, remove),
  };
}
