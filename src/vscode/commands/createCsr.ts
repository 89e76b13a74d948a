import type { Command } from "../errors.ts";
import { createCsr as create } from "../mint/createCsr.ts";
import { changing } from "./changing.ts";
import type { Services } from "./services.ts";

export function createCsr(services: Services): Command {
  return {
    id: "kubeconfigInspector.createCsr",
    run: changing(services, create),
  };
}
