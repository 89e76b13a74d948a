import * as vscode from "vscode";
import { nameGlobs } from "../../../core/features/file-names.ts";
import type { Settings } from "../../settings.ts";

/** New folders are looked into when nothing more has come for so long. Milliseconds. */
const PAUSE = 300;
/** More that comes at once is one large change, and is not looked at one by one. */
const MOST = 20;

/**
 * Notices folders of the workspace that come or go with files in them, as with a checkout, an archive or a copy: of
 * those VS Code may tell the folder alone.
 */
export class FolderWatcher implements vscode.Disposable {
  readonly #settings: Settings;
  readonly #found = new vscode.EventEmitter<void>();
  readonly #watcher = vscode.workspace.createFileSystemWatcher("**", false, true, false);
  readonly #subscriptions: vscode.Disposable;
  readonly #fresh = new Map<string, vscode.Uri>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** A new folder holds what may be a kubeconfig, by its name. */
  readonly onDidFind = this.#found.event;
  /** A file or a folder went, with whatever was in it. */
  readonly onDidDelete = this.#watcher.onDidDelete;

  constructor(settings: Settings) {
    this.#settings = settings;
    this.#subscriptions = vscode.Disposable.from(
      this.#watcher,
      this.#watcher.onDidCreate(uri => this.#note(uri)),
      this.#found,
    );
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#subscriptions.dispose();
  }

  #note(uri: vscode.Uri): void {
    if (!this.#settings.searchWorkspace) return;
    if (this.#fresh.size <= MOST) this.#fresh.set(uri.toString(), uri);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#look(), PAUSE);
  }

  async #look(): Promise<void> {
    const fresh = [...this.#fresh.values()];
    this.#fresh.clear();
    const holds =
      fresh.length > MOST || (await Promise.all(fresh.map(uri => this.#holdsOne(uri)))).includes(true);
    if (holds) this.#found.fire();
  }

  async #holdsOne(uri: vscode.Uri): Promise<boolean> {
    if (!(await isFolder(uri))) return false;
    const excludes = this.#settings.workspaceExcludes;
    const [first] = await vscode.workspace.findFiles(
      new vscode.RelativePattern(uri, `{${nameGlobs.join(",")}}`),
      excludes.length > 0 ? `{${excludes.join(",")}}` : undefined,
      1,
    );
    return first !== undefined;
  }
}

/** Whether any of these files is in a folder, however deep. */
export function isAbove(folder: vscode.Uri, files: readonly vscode.Uri[]): boolean {
  return files.some(({ path }) => path.startsWith(`${folder.path}/`));
}

async function isFolder(uri: vscode.Uri): Promise<boolean> {
  try {
    return ((await vscode.workspace.fs.stat(uri)).type & vscode.FileType.Directory) !== 0;
  } catch {
    return false;
  }
}
