import * as vscode from "vscode";
import {
  certificateNodes,
  configurationNode,
  countEnding,
  type TreeNode,
} from "../../core/features/tree/index.ts";
import type { Platform } from "../../core/ports.ts";
import type { Settings } from "../settings.ts";
import type { Sources } from "../sources.ts";
import { TreeProvider } from "./treeProvider.ts";
import { treeSource } from "./treeSource.ts";

export const KUBECONFIGS_VIEW = "kubeconfigInspector.kubeconfigs";
export const CERTIFICATES_VIEW = "kubeconfigInspector.certificates";

/** The two views of the sidebar. */
export class Trees implements vscode.Disposable {
  readonly #sources: Sources;
  readonly #settings: Settings;
  readonly #platform: Platform;
  readonly kubeconfigs: TreeProvider;
  readonly certificates: TreeProvider;
  readonly #views: readonly [vscode.TreeView<TreeNode>, vscode.TreeView<TreeNode>];
  readonly #subscriptions: vscode.Disposable;

  constructor(sources: Sources, settings: Settings, platform: Platform) {
    this.#sources = sources;
    this.#settings = settings;
    this.#platform = platform;
    this.kubeconfigs = new TreeProvider(async () => (await this.#treeSources()).map(configurationNode));
    this.certificates = new TreeProvider(async () => certificateNodes(await this.#treeSources()));
    this.#views = [
      this.#view(KUBECONFIGS_VIEW, this.kubeconfigs),
      this.#view(CERTIFICATES_VIEW, this.certificates),
    ];
    this.#subscriptions = vscode.Disposable.from(
      this.kubeconfigs,
      this.certificates,
      ...this.#views,
      sources.onDidChange(() => this.#changed()),
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

  /** The entry of a file that is nearest before an offset, else the file. */
  async #nodeAt(source: string, offset: number): Promise<TreeNode | undefined> {
    for (const root of await this.kubeconfigs.getChildren()) {
      const nodes = await this.kubeconfigs.getChildren(root);
      const before = nodes.filter(({ place }) => place?.source === source && place.span.start <= offset);
      const [nearest] = before.sort((a, b) => (b.place?.span.start ?? 0) - (a.place?.span.start ?? 0));
      if (nearest !== undefined) return nearest;
      if (root.place?.source === source) return root;
    }
    return undefined;
  }

  #view(id: string, treeDataProvider: TreeProvider): vscode.TreeView<TreeNode> {
    return vscode.window.createTreeView(id, { treeDataProvider, showCollapseAll: true });
  }

  #changed(): void {
    this.kubeconfigs.refresh();
    this.certificates.refresh();
    const count = countEnding(certificateNodes(this.#sources.groups.map(group => this.#treeSource(group))));
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
    return treeSource(group, this.#settings.thresholds, this.#platform);
  }
}
