import type { Command } from "../errors.ts";
import { createServing as create } from "../mint/create-serving.ts";
import type { Issuing } from "../services.ts";
import { changing } from "./changing.ts";

export function createServing(services: Issuing): Command {
  return {
    id: "kubeconfigInspector.createServing",
    run: changing(services, create),
  };
}
