import type { Command } from "../errors.ts";
import type { Services } from "../services.ts";

export function showLog({ log }: Pick<Services, "log">): Command {
  return { id: "kubeconfigInspector.showLog", run: () => log.show() };
}
