import type * as vscode from "vscode";
import { webPlatform } from "./platform/web.ts";
import { activateOn, type TestApi } from "./vscode/activate.ts";
import { workspaceFiles } from "./vscode/workspaceFiles.ts";

/** The bundle of this entry holds all that both hosts share: the entry for Node loads it and calls this. */
export { activateOn } from "./vscode/activate.ts";

/** The entry for the browser, where only the workspace has files. */
export function activate(context: vscode.ExtensionContext): TestApi | undefined {
  return activateOn(context, webPlatform(workspaceFiles));
}
