import type { Command } from "../errors.ts";
import type { Services } from "../services.ts";

/** Look at everything again. */
export function refresh({
  sources,
  folders,
  ledger,
}: Pick<Services, "sources" | "folders" | "ledger">): Command {
  return {
    id: "kubeconfigInspector.refresh",
    run: () => {
      folders.refresh();
      ledger.refresh();
      return sources.refresh();
    },
  };
}
