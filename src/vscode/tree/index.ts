import * as vscode from "vscode";
import {
  certificateNodes,
  configurationNode,
  countEnding,
  pathTo,
  type TreeNode,
} from "../../core/features/tree/index.ts";
import type { Platform } from "../../core/ports.ts";
import type { Settings } from "../settings.ts";
import type { Sources } from "../sources/sources.ts";
import { TreeProvider } from "./tree-provider.ts";
import { type SeenOfContexts, treeSource } from "./tree-source.ts";

export const KUBECONFIGS_VIEW = "kubeconfigInspector.kubeconfigs";
export const CERTIFICATES_VIEW = "kubeconfigInspector.certificates";

/** The two views of the sidebar. */
export class Trees implements vscode.Disposable {
  readonly #sources: Sources;
  readonly #settings: Settings;
  readonly #platform: Platform;
  readonly #seen: SeenOfContexts;
  readonly kubeconfigs: TreeProvider;
  readonly certificates: TreeProvider;
  readonly #views: readonly [vscode.TreeView<TreeNode>, vscode.TreeView<TreeNode>];
  readonly #subscriptions: vscode.Disposable;
  #certificateNodes: readonly TreeNode[] = [];

  constructor(sources: Sources, settings: Settings, platform: Platform, seen: SeenOfContexts) {
    this.#sources = sources;
    this.#seen = seen;
    this.#settings = settings;
    this.#platform = platform;
    this.kubeconfigs = new TreeProvider(async () => (await this.#treeSources()).map(configurationNode));
    this.certificates = new TreeProvider(async () => {
      await sources.ready;
      return this.#certificateNodes;
    });
    this.#views = [
      this.#view(KUBECONFIGS_VIEW, this.kubeconfigs),
      this.#view(CERTIFICATES_VIEW, this.certificates),
    ];
    this.#subscriptions = vscode.Disposable.from(
      this.kubeconfigs,
      this.certificates,
      ...this.#views,
      sources.onDidChange(() => this.#changed()),
      seen.onDidChange(() => this.kubeconfigs.refresh()),
    );
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  /** The number on the icon of the sidebar: certificates that are over or about to be. */
  get badge(): vscode.ViewBadge | undefined {
    return this.#views[1].badge;
  }

  /** What is selected in the Kubeconfigs view. */
  get selected(): readonly TreeNode[] {
    return this.#views[0].selection;
  }

  /** Show the place of a document in the view, as far down as it has one. @param offset into its text */
  async reveal(uri: vscode.Uri, offset: number): Promise<boolean> {
    const node = await this.#nodeAt(uri.toString(), offset);
    if (node !== undefined) await this.#views[0].reveal(node, { select: true, focus: true, expand: true });
    return node !== undefined;
  }

  /** The node of the entry at an offset, else of the configuration that the file belongs to. */
  async #nodeAt(source: string, offset: number): Promise<TreeNode | undefined> {
    const group = this.#sources.groups.find(({ members }) => members.some(({ id }) => id === source));
    if (group === undefined) return undefined;
    let node = (await this.kubeconfigs.getChildren()).find(({ id }) => id === group.id);
    for (const id of pathTo(this.#treeSource(group), source, offset)) {
      const next = node && (await this.kubeconfigs.getChildren(node)).find(child => child.id === id);
      node = next ?? node;
    }
    return node;
  }

  #view(id: string, treeDataProvider: TreeProvider): vscode.TreeView<TreeNode> {
    return vscode.window.createTreeView(id, { treeDataProvider, showCollapseAll: true });
  }

  #changed(): void {
    this.#certificateNodes = certificateNodes(this.#sources.groups.map(group => this.#treeSource(group)));
    this.kubeconfigs.refresh();
    this.certificates.refresh();
    const count = countEnding(this.#certificateNodes);
    const tooltip =
      count === 1
        ? vscode.l10n.t("1 certificate has expired or is about to")
        : vscode.l10n.t("{0} certificates have expired or are about to", count);
    this.#views[1].badge = count === 0 ? undefined : { value: count, tooltip };
  }

  async #treeSources() {
    await this.#sources.ready;
    return this.#sources.groups.map(group => this.#treeSource(group));
  }

  #treeSource(group: Sources["groups"][number]) {
    return treeSource(group, this.#settings.thresholds, this.#platform, this.#seen);
  }
}
