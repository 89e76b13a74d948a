import * as vscode from "vscode";
import type { Platform } from "../../../core/ports.ts";
import { isLocal } from "../../world/workspace-files.ts";
import { Watchers } from "./watchers.ts";

/**
 * Watches files that need not exist, wherever they lie, by watching the directories that hold them (or that
 * would hold them) without their subdirectories. VS Code tells of changes; nothing is polled here.
 */
export class FileWatcher implements vscode.Disposable {
  readonly #platform: Platform;
  readonly #directories = new Watchers<vscode.Uri>(directory => this.#watchDirectory(directory));
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  /** What each place that is listened to means: the watched files behind it. */
  #meanings: ReadonlyMap<string, readonly vscode.Uri[]> = new Map();
  #generation = 0;

  /** A watched file came, changed or went, or what is behind it did, or a directory on the way to it. */
  readonly onDidChange = this.#changed.event;

  constructor(platform: Platform) {
    this.#platform = platform;
  }

  dispose(): void {
    this.#directories.dispose();
    this.#changed.dispose();
  }

  /** Watch exactly those of these that lie on a disk from now on. Tells whether that took new watchers, which begin a little later. */
  async watch(files: readonly vscode.Uri[]): Promise<boolean> {
    this.#generation += 1;
    const generation = this.#generation;
    const places = await Promise.all(
      unique(files.filter(({ scheme }) => scheme !== "untitled")).map(uri => this.#places(uri)),
    );
    if (generation !== this.#generation) return false;
    const meanings = new Map<string, vscode.Uri[]>();
    for (const { place, file } of places.flat()) {
      const known = meanings.get(place.toString());
      if (known === undefined) meanings.set(place.toString(), [file]);
      else known.push(file);
    }
    this.#meanings = meanings;
    const wanted = new Map(places.flat().map(({ directory }) => [directory.toString(), directory]));
    return this.#directories.watch(wanted).length > 0;
  }

  #watchDirectory(directory: vscode.Uri): vscode.Disposable {
    const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(directory, "*"));
    const tell = (uri: vscode.Uri): void => {
      const files = [uri, directory].flatMap(place => this.#meanings.get(place.toString()) ?? []);
      for (const file of unique(files)) this.#changed.fire(file);
    };
    watcher.onDidCreate(tell);
    watcher.onDidChange(tell);
    watcher.onDidDelete(tell);
    return watcher;
  }

  /**
   * Where a change of a file shows: at the file; behind it and anywhere beside it when it is a link; at the first
   * directory that is missing on the way to it.
   */
  async #places(file: vscode.Uri): Promise<readonly WatchPlace[]> {
    if (!isLocal(file, this.#platform)) return [placeAt(file, file)];
    const real = vscode.Uri.file(await this.#platform.realPath(file.fsPath));
    if (real.toString() === file.toString()) return [placeAt(await this.#firstMissing(file), file)];
    const directory = directoryOf(file);
    return [{ place: directory, directory, file }, placeAt(real, file)];
  }

  async #firstMissing(uri: vscode.Uri): Promise<vscode.Uri> {
    const directory = directoryOf(uri);
    if (directory.path === uri.path) return uri;
    const there = (await this.#platform.files.read(directory.fsPath, 0)).kind !== "missing";
    return there ? uri : this.#firstMissing(directory);
  }
}

interface WatchPlace {
  /** A file, or a directory for anything in it. */
  readonly place: vscode.Uri;
  /** What is listened to. */
  readonly directory: vscode.Uri;
  /** The watched file that it means. */
  readonly file: vscode.Uri;
}

function placeAt(place: vscode.Uri, file: vscode.Uri): WatchPlace {
  return { place, directory: directoryOf(place), file };
}

function directoryOf(uri: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(uri, "..");
}

function unique(uris: readonly vscode.Uri[]): readonly vscode.Uri[] {
  return [...new Map(uris.map(uri => [uri.toString(), uri])).values()];
}
