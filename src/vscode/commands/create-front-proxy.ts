import type { Command } from "../errors.ts";
import { createFrontProxy as create } from "../mint/create-front-proxy.ts";
import type { Issuing } from "../services.ts";
import { changing } from "./changing.ts";

export function createFrontProxy(services: Issuing): Command {
  return {
    id: "kubeconfigInspector.createFrontProxy",
    run: changing(services, create),
  };
}
