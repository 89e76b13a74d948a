import * as vscode from "vscode";
import type { Command } from "../errors.ts";

export const openSettings: Command = {
  id: "kubeconfigInspector.openSettings",
  run: () =>
    vscode.commands.executeCommand(
      "workbench.action.openSettings",
      "@ext:kubeconfig-inspector.kubeconfig-inspector",
    ),
};
