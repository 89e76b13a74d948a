import * as vscode from "vscode";
import { HumanError } from "../errors.ts";

/** What makes or changes files needs a trusted workspace. @throws HumanError in one that is not */
export function requireTrust(): void {
  if (vscode.workspace.isTrusted) return;
  throw new HumanError(
    vscode.l10n.t("This workspace is not trusted, so nothing is made or changed here. Trust it first."),
  );
}
