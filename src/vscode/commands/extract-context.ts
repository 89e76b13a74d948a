import { extract } from "../entries/extract.ts";
import type { Command } from "../errors.ts";
import type { Services } from "../services.ts";
import { changing } from "./changing.ts";

export function extractContext(services: Services): Command {
  return {
    id: "kubeconfigInspector.extractContext",
    run: changing(services, extract),
  };
}
