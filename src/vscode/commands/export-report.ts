import type { Command } from "../errors.ts";
import type { Services } from "../services.ts";
import { scopeOf } from "../tree/arguments.ts";

/** Write the expiration report down in a format that a person chooses. */
export function exportReport({ report, ask }: Pick<Services, "report" | "ask">): Command {
  return { id: "kubeconfigInspector.exportReport", run: argument => report.export(ask, scopeOf(argument)) };
}
