import * as vscode from "vscode";
import { visible } from "../../core/features/markdown.ts";
import type { NodeTone, TreeNode } from "../../core/features/tree/index.ts";
import { isOfClient } from "../../core/ledger/record.ts";
import { markdownString, textOf } from "../convert.ts";

const COLORS: Readonly<Record<NodeTone, vscode.ThemeColor | undefined>> = {
  plain: undefined,
  fine: new vscode.ThemeColor("testing.iconPassed"),
  warning: new vscode.ThemeColor("problemsWarningIcon.foreground"),
  error: new vscode.ThemeColor("problemsErrorIcon.foreground"),
  muted: new vscode.ThemeColor("disabledForeground"),
};

const STATES = {
  expanded: vscode.TreeItemCollapsibleState.Expanded,
  collapsed: vscode.TreeItemCollapsibleState.Collapsed,
  leaf: vscode.TreeItemCollapsibleState.None,
} as const;

/** A node as VS Code shows it; its tooltip is made when somebody asks for it. */
export function treeItem(node: TreeNode): vscode.TreeItem {
  const label = visible(textOf(node.label));
  const description = describe(node);
  const item = new vscode.TreeItem(label, STATES[node.open]);
  item.id = node.id;
  item.description = description;
  item.iconPath = new vscode.ThemeIcon(node.icon, COLORS[node.tone]);
  item.contextValue = contextValue(node);
  item.accessibilityInformation = {
    label: [label, description, toneText(node.tone)].filter(Boolean).join(", "),
  };
  if (node.open === "leaf" && node.place !== undefined) {
    item.command = { command: "kubeconfigInspector.open", title: vscode.l10n.t("Open"), arguments: [node] };
  }
  return item;
}

export function describe({ description }: TreeNode): string {
  return description.map(part => visible(textOf(part))).join(" · ");
}

export function tooltipOf(node: TreeNode): vscode.MarkdownString {
  return markdownString([{ kind: "heading", text: node.label }, ...node.details()]);
}

/** What the menus of package.json ask: the kind, and what there is to act on. */
function contextValue(node: TreeNode): string {
  const has = [
    node.place === undefined ? "" : "place",
    node.name ? "name" : "",
    node.certificate === undefined ? "" : "pem",
    node.certificate?.basicConstraints?.ca === true ? "ca" : "",
    node.renewable === true ? "renewable" : "",
    node.issued !== undefined && isOfClient(node.issued) ? "client" : "",
    node.request === undefined ? "" : node.request.seen.state,
    node.file?.added === true ? "added" : "",
    node.directory?.added === true ? "listed" : "",
  ];
  return [node.kind, ...has.filter(Boolean)].join(" ");
}

/** What a colour says, for those who do not see it. */
function toneText(tone: NodeTone): string {
  if (tone === "error") return vscode.l10n.t("has an error");
  return tone === "warning" ? vscode.l10n.t("has a warning") : "";
}
