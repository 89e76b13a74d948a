import { useContext as use } from "../entries/useContext.ts";
import type { Command } from "../errors.ts";
import { changing } from "./changing.ts";
import type { Services } from "./services.ts";

export function useContext(services: Services): Command {
  return {
    id: "kubeconfigInspector.useContext",
    run: changing(services, use),
  };
}
