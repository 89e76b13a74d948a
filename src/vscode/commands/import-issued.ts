import type { Command } from "../errors.ts";
import { importIssued as importOne } from "../mint/import-issued.ts";
import type { Editing } from "../services.ts";
import { changing } from "./changing.ts";

/** Put a certificate that somebody issued for a request of ours, and its key, into a kubeconfig. */
export function importIssued(services: Editing): Command {
  return { id: "kubeconfigInspector.importIssued", run: changing(services, importOne) };
}
