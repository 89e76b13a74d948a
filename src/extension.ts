import type * as vscode from "vscode";
import { nodePlatform } from "./platform/node.ts";
import { activateOn, type TestApi } from "./vscode/activate.ts";

/** The entry for Node: local, WSL, SSH, containers. */
export function activate(context: vscode.ExtensionContext): TestApi | undefined {
  return activateOn(context, nodePlatform(), () => import("./vscode/commands/index.ts"));
}
