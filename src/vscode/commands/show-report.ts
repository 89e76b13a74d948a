import type { Command } from "../errors.ts";
import type { Services } from "../services.ts";
import { scopeOf } from "../tree/arguments.ts";

/** Show the expiration report: of what a menu was opened on, else of everything. */
export function showReport({ report }: Pick<Services, "report">): Command {
  return { id: "kubeconfigInspector.showReport", run: argument => report.show(scopeOf(argument)) };
}
