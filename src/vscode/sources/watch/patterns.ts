import * as vscode from "vscode";
import { Watchers } from "./watchers.ts";

/** Watches globs; a pattern that stays keeps its watcher. */
export class PatternWatcher implements vscode.Disposable {
  readonly #watchers = new Watchers<vscode.GlobPattern>(pattern => this.#watcher(pattern));
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #listed = new vscode.EventEmitter<vscode.Uri>();

  /** A file that matches was written. */
  readonly onDidChange = this.#changed.event;
  /** A file that matches came or went. */
  readonly onDidList = this.#listed.event;

  dispose(): void {
    this.#watchers.dispose();
    this.#changed.dispose();
    this.#listed.dispose();
  }

  /**
   * Watch exactly these from now on. Tells whether that took a watcher outside of the workspace, which begins a
   * little later; the workspace itself is always watched.
   */
  watch(patterns: readonly vscode.GlobPattern[]): boolean {
    const fresh = this.#watchers.watch(new Map(patterns.map(pattern => [keyOf(pattern), pattern])));
    return fresh.some(pattern => typeof pattern !== "string");
  }

  #watcher(pattern: vscode.GlobPattern): vscode.Disposable {
    const watcher = vscode.workspace.createFileSystemWatcher(pattern);
    watcher.onDidCreate(uri => this.#listed.fire(uri));
    watcher.onDidDelete(uri => this.#listed.fire(uri));
    watcher.onDidChange(uri => this.#changed.fire(uri));
    return watcher;
  }
}

function keyOf(pattern: vscode.GlobPattern): string {
  return typeof pattern === "string" ? pattern : `${pattern.baseUri} ${pattern.pattern}`;
}
