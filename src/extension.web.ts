import type * as vscode from "vscode";
import { webPlatform } from "./platform/web.ts";
import type { TestApi } from "./vscode/activate.ts";
import { runBundle } from "./vscode/world/run-bundle.ts";
import { workspaceFiles } from "./vscode/world/workspace-files.ts";

/**
 * The entry for the browser, where only the workspace has files. What both hosts share is read here, as an extension
 * cannot `require` its own files.
 */
export async function activate(context: vscode.ExtensionContext): Promise<TestApi | undefined> {
  const { activateOn } = await runBundle<typeof import("./vscode/activate.ts")>("inspector", ["core"]);
  return activateOn(context, webPlatform(workspaceFiles), () =>
    runBundle<typeof import("./vscode/commands/index.ts")>("commands", ["core", "inspector"]),
  );
}
