import { setNamespace as set } from "../entries/setNamespace.ts";
import type { Command } from "../errors.ts";
import { changing } from "./changing.ts";
import type { Services } from "./services.ts";

export function setNamespace(services: Services): Command {
  return {
    id: "kubeconfigInspector.setNamespace",
    run: changing(services, set),
  };
}
