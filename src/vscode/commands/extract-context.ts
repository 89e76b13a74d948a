import { extract } from "../entries/extract.ts";
import type { Command } from "../errors.ts";
import type { Asking } from "../services.ts";
import { changing } from "./changing.ts";

export function extractContext(services: Asking): Command {
  return {
    id: "kubeconfigInspector.extractContext",
    run: changing(services, extract),
  };
}
