import * as vscode from "vscode";
import { visible } from "../../core/features/markdown.ts";
import { currentNode, type TreeNode } from "../../core/features/tree/index.ts";
import type { Platform } from "../../core/ports.ts";
import { textOf } from "../convert.ts";
import type { Settings } from "../settings.ts";
import type { Sources } from "../sources/sources.ts";
import { iconless } from "../text/iconless.ts";
import { describe, tooltipOf } from "../tree/tree-item.ts";
import { treeSource } from "../tree/tree-source.ts";

/** The current context of the configuration that kubectl uses, coloured when it will not work for long or at all. */
export function registerStatusBar(
  sources: Sources,
  settings: Settings,
  platform: Platform,
): vscode.Disposable {
  const item = vscode.window.createStatusBarItem(
    "kubeconfigInspector.context",
    vscode.StatusBarAlignment.Left,
    10,
  );
  item.name = vscode.l10n.t("Kubernetes Context");
  const show = (): void => {
    const command = vscode.workspace.isTrusted ? "useContext" : "goToContext";
    item.command = `kubeconfigInspector.${command}`;
    const group = settings.statusBar ? sources.effective : undefined;
    const node = group && currentNode(treeSource(group, settings.thresholds, platform));
    if (node === undefined) item.hide();
    else showNode(item, node);
  };
  return vscode.Disposable.from(item, sources.onDidChange(show), settings.onDidChange(show));
}

function showNode(item: vscode.StatusBarItem, node: TreeNode): void {
  const bad = node.tone === "error" || node.tone === "warning";
  const name = visible(textOf(node.label));
  item.text = `$(${bad ? node.tone : "vm-active"}) ${iconless(name)}`;
  item.tooltip = tooltipOf(node);
  item.backgroundColor = bad ? new vscode.ThemeColor("statusBarItem.warningBackground") : undefined;
  item.accessibilityInformation = {
    label: vscode.l10n.t("Kubernetes context {0}, {1}", name, describe(node)),
  };
  item.show();
}
