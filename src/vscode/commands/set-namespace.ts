import { setNamespace as set } from "../entries/set-namespace.ts";
import type { Command } from "../errors.ts";
import type { Services } from "../services.ts";
import { changing } from "./changing.ts";

export function setNamespace(services: Services): Command {
  return {
    id: "kubeconfigInspector.setNamespace",
    run: changing(services, set),
  };
}
