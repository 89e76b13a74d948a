import type { Command } from "../errors.ts";
import { scopeOf } from "./arguments.ts";
import type { Services } from "./services.ts";

/** Write the expiration report down in a format that a person chooses. */
export function exportReport({ report }: Services): Command {
  return { id: "kubeconfigInspector.exportReport", run: argument => report.export(scopeOf(argument)) };
}
