import type { Command } from "../errors.ts";
import { createCsr as create } from "../mint/create-csr.ts";
import type { Services } from "../services.ts";
import { changing } from "./changing.ts";

export function createCsr(services: Services): Command {
  return {
    id: "kubeconfigInspector.createCsr",
    run: changing(services, create),
  };
}
