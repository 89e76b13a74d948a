import * as vscode from "vscode";
import type { TreeNode } from "../../core/features/tree/index.ts";
import { issuedNodes } from "../../core/features/tree/issued.ts";
import type { Platform } from "../../core/ports.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { issuedLocator } from "../ledger/locate.ts";
import type { Settings } from "../settings.ts";
import type { Sources } from "../sources/sources.ts";
import { shortPath } from "../world/paths.ts";
import { TreeProvider } from "./tree-provider.ts";

export const ISSUED_VIEW = "kubeconfigInspector.issued";

/** The view of what was issued here. The ledgers are read when the view is seen for the first time. */
export class IssuedTree implements vscode.Disposable {
  readonly provider: TreeProvider;
  readonly #subscriptions: vscode.Disposable;

  constructor(ledger: Ledger, sources: Sources, settings: Settings, platform: Platform) {
    const roots = async (): Promise<readonly TreeNode[]> => {
      const ledgers = await ledger.read();
      const timing = { now: platform.now(), thresholds: settings.thresholds };
      const shown = ledgers.map(({ uri, ...content }) => ({
        ...content,
        id: uri.toString(),
        source: uri.toString(),
        label: shortPath(uri, platform),
      }));
      return issuedNodes(shown, timing, issuedLocator(sources, platform));
    };
    this.provider = new TreeProvider(roots);
    this.#subscriptions = vscode.Disposable.from(
      this.provider,
      vscode.window.createTreeView(ISSUED_VIEW, { treeDataProvider: this.provider, showCollapseAll: true }),
      ledger.onDidChange(() => this.provider.refresh()),
      sources.onDidChange(() => this.provider.refresh()),
    );
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }
}
