import type { Command } from "../errors.ts";
import type { Services } from "../services.ts";

/** Look at everything again. */
export function refresh({
  sources,
  folders,
  ledger,
  seenIdentities,
  seenServers,
  seenRequests,
}: Pick<
  Services,
  "sources" | "folders" | "ledger" | "seenIdentities" | "seenServers" | "seenRequests"
>): Command {
  return {
    id: "kubeconfigInspector.refresh",
    run: () => {
      folders.refresh();
      ledger.refresh();
      seenIdentities.clear();
      seenServers.clear();
      seenRequests.clear();
      return sources.refresh();
    },
  };
}
