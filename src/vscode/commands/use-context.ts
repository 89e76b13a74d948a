import { useContext as use } from "../entries/use-context.ts";
import type { Command } from "../errors.ts";
import type { Editing } from "../services.ts";
import { changing } from "./changing.ts";

export function useContext(services: Editing): Command {
  return {
    id: "kubeconfigInspector.useContext",
    run: changing(services, use),
  };
}
