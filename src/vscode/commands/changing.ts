import * as vscode from "vscode";
import { type Command, HumanError } from "../errors.ts";
import type { Services } from "../services.ts";

/**
 * Runs a command that makes or changes files: only in a trusted workspace, and with what the first look has found.
 * @param run gets what a menu hands over
 */
export function changing<S extends Pick<Services, "sources">>(
  services: S,
  run: (services: S, argument: unknown) => Promise<void>,
): Command["run"] {
  return async argument => {
    if (!vscode.workspace.isTrusted) {
      throw new HumanError(
        vscode.l10n.t("This workspace is not trusted, so nothing is made or changed here. Trust it first."),
      );
    }
    await services.sources.ready;
    await run(services, argument);
  };
}
