import type { Command } from "../errors.ts";
import { createFrontProxy as create } from "../mint/create-front-proxy.ts";
import type { Services } from "../services.ts";
import { changing } from "./changing.ts";

export function createFrontProxy(services: Services): Command {
  return {
    id: "kubeconfigInspector.createFrontProxy",
    run: changing(services, create),
  };
}
