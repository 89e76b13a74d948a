import type * as vscode from "vscode";
import { webPlatform } from "./platform/web.ts";
import { activate as activateShared, type TestApi } from "./vscode/activate.ts";
import { workspaceFiles } from "./vscode/workspaceFiles.ts";

/** The entry for the browser, where only the workspace has files. */
export function activate(context: vscode.ExtensionContext): TestApi | undefined {
  return activateShared(context, webPlatform(workspaceFiles));
}
