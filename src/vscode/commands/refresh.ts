import type { Command } from "../errors.ts";
import type { Services } from "../services.ts";

/** Look at everything again. */
export function refresh({ sources, folders }: Pick<Services, "sources" | "folders">): Command {
  return {
    id: "kubeconfigInspector.refresh",
    run: () => {
      folders.refresh();
      return sources.refresh();
    },
  };
}
