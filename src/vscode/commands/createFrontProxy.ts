import type { Command } from "../errors.ts";
import { createFrontProxy as create } from "../mint/createFrontProxy.ts";
import { changing } from "./changing.ts";
import type { Services } from "./services.ts";

export function createFrontProxy(services: Services): Command {
  return {
    id: "kubeconfigInspector.createFrontProxy",
    run: changing(services, create),
  };
}
