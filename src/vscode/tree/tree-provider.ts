import * as vscode from "vscode";
import type { TreeNode } from "../../core/features/tree/index.ts";
import { Slices } from "../world/slices.ts";
import { tooltipOf, treeItem } from "./tree-item.ts";

/** Shows nodes of the core's tree model. Nothing below a node is made before it is opened. */
export class TreeProvider implements vscode.TreeDataProvider<TreeNode>, vscode.Disposable {
  readonly #roots: () => Promise<readonly TreeNode[]>;
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly #parents = new WeakMap<TreeNode, TreeNode>();

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(roots: () => Promise<readonly TreeNode[]>) {
    this.#roots = roots;
  }

  dispose(): void {
    this.#changed.dispose();
  }

  /** Ask for everything again; what is open stays open, since ids stay. */
  refresh(): void {
    this.#changed.fire(undefined);
  }

  getTreeItem(node: TreeNode): vscode.TreeItem {
    return treeItem(node);
  }

  async getChildren(node?: TreeNode): Promise<TreeNode[]> {
    if (node === undefined) return [...(await this.#roots())];
    const children: TreeNode[] = [];
    const slices = new Slices();
    for (const child of node.children()) {
      this.#parents.set(child, node);
      children.push(child);
      await slices.next();
    }
    return children;
  }

  getParent(node: TreeNode): TreeNode | undefined {
    return this.#parents.get(node);
  }

  resolveTreeItem(item: vscode.TreeItem, node: TreeNode): vscode.TreeItem {
    item.tooltip = tooltipOf(node);
    return item;
  }
}
