import { setNamespace as set } from "../entries/set-namespace.ts";
import type { Command } from "../errors.ts";
import type { Editing } from "../services.ts";
import { changing } from "./changing.ts";

export function setNamespace(services: Editing): Command {
  return {
    id: "kubeconfigInspector.setNamespace",
    run: changing(services, set),
  };
}
