import * as vscode from "vscode";
import type { TreeNode } from "../../../src/core/features/tree/index.ts";
import type { TreeProvider } from "../../../src/vscode/tree/tree-provider.ts";

/** What a view says below a node, a line for each: label, description, deeper ones indented. */
export async function outline(
  tree: TreeProvider,
  levels: number,
  below?: TreeNode,
): Promise<readonly string[]> {
  const lines: string[] = [];
  const visit = (node: TreeNode, level: number): void => {
    const { label, description } = tree.getTreeItem(node);
    lines.push(`${"  ".repeat(level)}${labelText(label)} | ${description || ""}`);
  };
  await walk(tree, levels, visit, await tree.getChildren(below));
  return lines;
}

/** Every text of a view: labels, descriptions, tooltips, what a screen reader says, ids. */
export async function everyText(tree: TreeProvider): Promise<string> {
  const texts: string[] = [];
  await walk(tree, Number.POSITIVE_INFINITY, node => {
    const item = tree.resolveTreeItem(tree.getTreeItem(node), node);
    const tooltip = item.tooltip instanceof vscode.MarkdownString ? item.tooltip.value : item.tooltip;
    const { label, description, id, contextValue, accessibilityInformation } = item;
    texts.push(
      JSON.stringify([labelText(label), description, id, contextValue, accessibilityInformation, tooltip]),
    );
  });
  return texts.join("\n");
}

/** The first node of a kind that is called so, at most four levels down. */
export async function nodeCalled(
  tree: TreeProvider,
  label: string,
  kind: TreeNode["kind"],
): Promise<TreeNode> {
  const found: TreeNode[] = [];
  await walk(tree, 4, node => {
    if (node.label === label && node.kind === kind) found.push(node);
  });
  const [first] = found;
  if (first === undefined) throw new Error(`No ${kind} ${label}`);
  return first;
}

async function walk(
  tree: TreeProvider,
  levels: number,
  visit: (node: TreeNode, level: number) => void,
  nodes?: readonly TreeNode[],
  level = 0,
): Promise<void> {
  if (level >= levels) return;
  for (const node of nodes ?? (await tree.getChildren())) {
    visit(node, level);
    await walk(tree, levels, visit, await tree.getChildren(node), level + 1);
  }
}

function labelText(label: vscode.TreeItem["label"]): string {
  return typeof label === "string" ? label : (label?.label ?? "");
}
