import type { Command } from "../errors.ts";
import type { Services } from "../services.ts";

/** Look at everything again. */
export function refresh({
  sources,
  folders,
  ledger,
  seen,
}: Pick<Services, "sources" | "folders" | "ledger" | "seen">): Command {
  return {
    id: "kubeconfigInspector.refresh",
    run: () => {
      folders.refresh();
      ledger.refresh();
      seen.clear();
      return sources.refresh();
    },
  };
}
