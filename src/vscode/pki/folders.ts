import * as vscode from "vscode";
import type { FolderFacts } from "../../core/gather.ts";
import type { Platform } from "../../core/ports.ts";
import type { Settings } from "../settings.ts";
import { SecondLooks, Watchers } from "../sources/watch/watchers.ts";
import { pathOf, worldOf } from "../world/pki-world.ts";
import { Slices } from "../world/slices.ts";
import { type PkiPlace, pkiPlaces } from "./places.ts";

/** A known folder with everything that was found in it. */
export interface ReadFolder {
  /** Its address. */
  readonly id: string;
  readonly place: PkiPlace;
  readonly facts: FolderFacts;
}

/** Changes of files that come together are looked at together. Milliseconds. */
const PAUSE = 300;
/** Folders with more files are not read once more when their watcher has begun. */
const LARGE = 200;

/** Which folders of certificates are known and what is in them. Nothing is read before somebody asks. */
export class PkiFolders implements vscode.Disposable {
  readonly #settings: Settings;
  readonly #platform: Platform;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscriptions: vscode.Disposable[] = [];
  readonly #facts = new Map<string, Promise<FolderFacts>>();
  readonly #watchers = new Watchers<PkiPlace>(place => this.#watch(place));
  readonly #secondLooks = new SecondLooks();
  #places: Promise<readonly PkiPlace[]> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Something of what was read has changed. */
  readonly onDidChange = this.#changed.event;

  constructor(settings: Settings, platform: Platform) {
    this.#settings = settings;
    this.#platform = platform;
    this.#subscriptions.push(
      settings.onDidChange(() => this.refresh()),
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.refresh()),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.refresh()),
    );
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const each of [...this.#subscriptions, this.#watchers, this.#secondLooks]) each.dispose();
    this.#changed.dispose();
  }

  /** Find and read the folders, those that are known from before as they were. Never rejects for a file. */
  async read(): Promise<readonly ReadFolder[]> {
    this.#places ??= pkiPlaces(this.#settings, this.#platform);
    const places = await this.#places;
    this.#watchers.watch(new Map(places.map(place => [idOf(place), place])));
    const folders: ReadFolder[] = [];
    for (const place of places) {
      const id = idOf(place);
      folders.push({ id, place, facts: await this.#read(id, place) });
    }
    return folders.length === 0 ? folders : withComparison(folders);
  }

  /** Find and read everything anew when somebody asks. */
  refresh(): void {
    this.#places = undefined;
    this.#facts.clear();
    this.#watchers.watch(new Map());
    this.#changed.fire();
  }

  #read(id: string, place: PkiPlace): Promise<FolderFacts> {
    const known = this.#facts.get(id) ?? this.#gather(place);
    this.#facts.set(id, known);
    return known;
  }

  async #gather({ uri, deep, foundAt = "" }: PkiPlace): Promise<FolderFacts> {
    const { gatherFolder, usualBounds } = await import("./gather.ts");
    const world = worldOf(uri, this.#platform);
    const slices = new Slices();
    return gatherFolder(pathOf(uri), world, {
      now: this.#platform.now(),
      thresholds: this.#settings.thresholds,
      breathe: slices.breathe,
      bounds: { ...usualBounds, below: deep, foundAt },
    });
  }

  #watch(place: PkiPlace): vscode.Disposable {
    const { uri, deep } = place;
    const id = idOf(place);
    const pattern = new vscode.RelativePattern(uri, deep ? "**/*" : "*");
    const watcher = vscode.workspace.createFileSystemWatcher(pattern);
    const changed = (): void => this.#fileChanged(id);
    watcher.onDidCreate(changed);
    watcher.onDidChange(changed);
    watcher.onDidDelete(changed);
    this.#secondLooks.plan(() => void this.#lookAgain(id));
    return watcher;
  }

  async #lookAgain(id: string): Promise<void> {
    const facts = await this.#facts.get(id);
    if (facts !== undefined && facts.folder.files.length <= LARGE) this.#fileChanged(id);
  }

  #fileChanged(id: string): void {
    this.#facts.delete(id);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#changed.fire(), PAUSE);
  }
}

async function withComparison(folders: readonly ReadFolder[]): Promise<readonly ReadFolder[]> {
  const { compared } = await import("./gather.ts");
  const facts = compared(folders.map(each => each.facts));
  return folders.map((each, index) => ({ ...each, facts: facts[index] ?? each.facts }));
}

function idOf({ uri }: PkiPlace): string {
  return uri.toString();
}
