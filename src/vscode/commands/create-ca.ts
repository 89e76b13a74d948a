import type { Command } from "../errors.ts";
import { createCa as create } from "../mint/create-ca.ts";
import type { Asking } from "../services.ts";
import { changing } from "./changing.ts";

export function createCa(services: Asking): Command {
  return {
    id: "kubeconfigInspector.createCa",
    run: changing(services, create),
  };
}
