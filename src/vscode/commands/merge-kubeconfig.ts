import { merge } from "../entries/merge.ts";
import type { Command } from "../errors.ts";
import type { Editing, Services } from "../services.ts";
import { changing } from "./changing.ts";

export function mergeKubeconfig(services: Editing & Pick<Services, "settings">): Command {
  return {
    id: "kubeconfigInspector.mergeKubeconfig",
    run: changing(services, merge),
  };
}
