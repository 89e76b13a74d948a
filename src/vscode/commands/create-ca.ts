import type { Command } from "../errors.ts";
import { createCa as create } from "../mint/create-ca.ts";
import type { Issuing } from "../services.ts";
import { changing } from "./changing.ts";

export function createCa(services: Issuing): Command {
  return {
    id: "kubeconfigInspector.createCa",
    run: changing(services, create),
  };
}
