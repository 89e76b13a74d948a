import type { Command } from "../errors.ts";
import { createCsr as create } from "../mint/create-csr.ts";
import type { Asking } from "../services.ts";
import { changing } from "./changing.ts";

export function createCsr(services: Asking): Command {
  return {
    id: "kubeconfigInspector.createCsr",
    run: changing(services, create),
  };
}
