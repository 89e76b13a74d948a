import * as vscode from "vscode";
import type { Platform } from "../core/ports.ts";

/**
 * Watches files that need not exist, wherever they lie, by watching the directories that hold them (or that
 * would hold them) without their subdirectories. VS Code tells of changes; nothing is polled here.
 */
export class FileWatcher implements vscode.Disposable {
  readonly #platform: Platform;
  readonly #directories = new Map<string, vscode.Disposable>();
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  /** Files, and the names of directories that have to appear first. */
  #wanted: ReadonlySet<string> = new Set();
  /** Directories of links: a link may change through another name beside it. */
  #linked: ReadonlySet<string> = new Set();
  #generation = 0;

  /** A watched file came, changed or went; or a directory on the way to it came. */
  readonly onDidChange = this.#changed.event;

  constructor(platform: Platform) {
    this.#platform = platform;
  }

  dispose(): void {
    for (const directory of this.#directories.values()) directory.dispose();
    this.#changed.dispose();
  }

  /** Watch exactly these from now on. */
  async watch(files: readonly vscode.Uri[]): Promise<void> {
    this.#generation += 1;
    const generation = this.#generation;
    const targets = await Promise.all(
      [...new Map(files.map(uri => [uri.toString(), uri])).values()].map(uri => this.#targets(uri)),
    );
    if (generation !== this.#generation) return;
    const all = targets.flat();
    this.#wanted = new Set(all.map(({ file }) => file.toString()));
    this.#linked = new Set(
      all.filter(({ linked }) => linked).map(({ file }) => directoryOf(file).toString()),
    );
    this.#watchDirectories(new Map(all.map(({ file }) => [directoryOf(file).toString(), directoryOf(file)])));
  }

  #watchDirectories(wanted: ReadonlyMap<string, vscode.Uri>): void {
    for (const [key, directory] of this.#directories) {
      if (wanted.has(key)) continue;
      directory.dispose();
      this.#directories.delete(key);
    }
    for (const [key, uri] of wanted) {
      if (!this.#directories.has(key)) this.#directories.set(key, this.#watchDirectory(uri));
    }
  }

  #watchDirectory(directory: vscode.Uri): vscode.Disposable {
    const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(directory, "*"));
    const tell = (uri: vscode.Uri): void => {
      if (this.#wanted.has(uri.toString()) || this.#linked.has(directory.toString())) this.#changed.fire(uri);
    };
    watcher.onDidCreate(tell);
    watcher.onDidChange(tell);
    watcher.onDidDelete(tell);
    return watcher;
  }

  /** The file and what is behind it when it is a link; the first missing directory when there is none yet. */
  async #targets(uri: vscode.Uri): Promise<readonly Target[]> {
    if (uri.scheme !== "file" || !this.#platform.local) return [{ file: uri, linked: false }];
    const real = vscode.Uri.file(await this.#platform.realPath(uri.fsPath));
    if (real.toString() !== uri.toString())
      return [
        { file: uri, linked: true },
        { file: real, linked: false },
      ];
    return [{ file: await this.#firstMissing(uri), linked: false }];
  }

  async #firstMissing(uri: vscode.Uri): Promise<vscode.Uri> {
    const directory = directoryOf(uri);
    if (directory.path === uri.path) return uri;
    const there = (await this.#platform.files.read(directory.fsPath, 0)).kind !== "missing";
    return there ? uri : this.#firstMissing(directory);
  }
}

interface Target {
  readonly file: vscode.Uri;
  readonly linked: boolean;
}

function directoryOf(uri: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(uri, "..");
}
