import * as vscode from "vscode";
import type { TreeNode } from "../../core/features/tree/index.ts";
import { pkiNode } from "../../core/features/tree/pki.ts";
import { say } from "../../core/message.ts";
import type { Platform } from "../../core/ports.ts";
import type { PkiFolders, ReadFolder } from "../pki/folders.ts";
import type { Settings } from "../settings.ts";
import { shortPath } from "../world/paths.ts";
import { uriBeside } from "../world/pki-world.ts";
import { TreeProvider } from "./tree-provider.ts";

export const PKI_VIEW = "kubeconfigInspector.pki";

/** The view of the folders of certificates. They are read when the view is seen for the first time. */
export class PkiTree implements vscode.Disposable {
  readonly provider: TreeProvider;
  readonly #folders: PkiFolders;
  readonly #settings: Settings;
  readonly #platform: Platform;
  readonly #view: vscode.TreeView<TreeNode>;
  readonly #subscriptions: vscode.Disposable;

  constructor(folders: PkiFolders, settings: Settings, platform: Platform) {
    this.#folders = folders;
    this.#settings = settings;
    this.#platform = platform;
    this.provider = new TreeProvider(() => this.#roots());
    this.#view = vscode.window.createTreeView(PKI_VIEW, {
      treeDataProvider: this.provider,
      showCollapseAll: true,
    });
    this.#subscriptions = vscode.Disposable.from(
      this.provider,
      this.#view,
      folders.onDidChange(() => this.provider.refresh()),
    );
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  /** Show the view, and a folder selected where the view has it. */
  async reveal(folder: vscode.Uri): Promise<void> {
    const node = (await this.provider.getChildren()).find(
      ({ directory }) => directory?.uri === folder.toString(),
    );
    if (node === undefined) await vscode.commands.executeCommand(`${PKI_VIEW}.focus`);
    else await this.#view.reveal(node, { select: true, focus: true });
  }

  async #roots(): Promise<readonly TreeNode[]> {
    const folders = await this.#folders.read();
    return folders
      .filter(({ facts, place }) => place.origin !== "workspace" || facts.folder.files.length > 0)
      .map(folder => pkiNode(this.#treeFolder(folder)));
  }

  #treeFolder({ id, place, facts }: ReadFolder) {
    const [name = "", ...folders] = shortPath(place.uri, this.#platform).split(/[\\/]/).toReversed();
    const parent = folders.toReversed().join("/");
    return {
      id,
      label: name === "" ? place.uri.path : name,
      detail: [
        ...(parent === "" ? [] : [parent]),
        ...(place.origin === "machine" ? [say("this machine")] : []),
      ],
      directory: { uri: id, added: place.origin === "added" },
      facts,
      timing: { now: this.#platform.now(), thresholds: this.#settings.thresholds },
      locate: (path: string) => uriBeside(place.uri, path).toString(),
    };
  }
}
