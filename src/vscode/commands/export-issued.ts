import type { Command } from "../errors.ts";
import type { Services } from "../services.ts";
import { writeIssued } from "../views/export-issued.ts";

/** Write down what was issued here as CSV. */
export function exportIssued(services: Pick<Services, "ledger" | "platform" | "ask">): Command {
  return { id: "kubeconfigInspector.exportIssued", run: () => writeIssued(services) };
}
