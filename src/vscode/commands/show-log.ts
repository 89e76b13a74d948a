import type { Command } from "../errors.ts";
import type { Services } from "../services.ts";

export function showLog({ log }: Services): Command {
  return { id: "kubeconfigInspector.showLog", run: () => log.show() };
}
