import type { Command } from "../errors.ts";
import type { Services } from "./services.ts";

/** Look at everything again. */
export function refresh({ sources }: Services): Command {
  return { id: "kubeconfigInspector.refresh", run: () => sources.refresh() };
}
