import { extractEmbedded } from "../entries/extract-embedded.ts";
import type { Command } from "../errors.ts";
import type { Asking } from "../services.ts";
import { changing } from "./changing.ts";

export function extractFromManifest(services: Asking): Command {
  return {
    id: "kubeconfigInspector.extractFromManifest",
    run: changing(services, extractEmbedded),
  };
}
