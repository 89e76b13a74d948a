import * as vscode from "vscode";
import type { Analysis } from "../../core/analysis.ts";
import { nextChange } from "../../core/features/clock.ts";
import type { Platform } from "../../core/ports.ts";
import type { Settings } from "../settings.ts";
import { Slices } from "../world/slices.ts";
import { Analyst } from "./analyst.ts";
import {
  type Candidate,
  documentCandidates,
  effectiveCandidates,
  listedCandidates,
  listedPatterns,
  workspaceCandidates,
  workspacePatterns,
} from "./discovery.ts";
import { FileReads } from "./file-reads.ts";
import { type AnalyzedGroup, groupOf, groupsOf, type SourceGroup } from "./groups.ts";
import { type Member, Reader } from "./reader.ts";
import { FileWatcher } from "./watch/files.ts";
import { FolderWatcher, isAbove } from "./watch/folders.ts";
import { PatternWatcher } from "./watch/patterns.ts";
import { SecondLooks } from "./watch/watchers.ts";

/** Changes that come together are looked at together: keystrokes, and events of one write. Milliseconds. */
const PAUSE = { typing: 120, files: 40 } as const;
/** How often the passing of time is looked at. Milliseconds. */
const CLOCK = { least: 30_000, most: 60 * 60 * 1000 } as const;

/** Which kubeconfigs exist and what is in them, kept up to date without polling. */
export class Sources implements vscode.Disposable {
  readonly #platform: Platform;
  readonly #settings: Settings;
  readonly #log: vscode.LogOutputChannel;
  readonly #reads = new FileReads();
  readonly #analyst: Analyst;
  readonly #reader: Reader;
  readonly #watcher: FileWatcher;
  readonly #patterns = new PatternWatcher();
  readonly #folders: FolderWatcher;
  readonly #secondLooks = new SecondLooks();
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscriptions: vscode.Disposable[] = [];
  #candidates: readonly Candidate[] = [];
  #undiscovered = true;
  #groups: readonly AnalyzedGroup[] = [];
  #watched: readonly vscode.Uri[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #clock: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<void> = Promise.resolve();
  #first: Promise<void> | undefined;

  /** Something of what `groups` says has changed. */
  readonly onDidChange = this.#changed.event;

  constructor(platform: Platform, settings: Settings, log: vscode.LogOutputChannel) {
    this.#platform = platform;
    this.#settings = settings;
    this.#log = log;
    this.#analyst = new Analyst(platform, settings, this.#reads);
    this.#reader = new Reader(platform, settings, this.#reads);
    this.#watcher = new FileWatcher(platform);
    this.#folders = new FolderWatcher(settings);
    this.#subscribe();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#clock);
    this.#secondLooks.dispose();
    for (const each of this.#subscriptions) each.dispose();
    this.#watcher.dispose();
    this.#patterns.dispose();
    this.#folders.dispose();
    this.#changed.dispose();
  }

  /** What was found last, the effective configuration first; nothing before the first look is over. */
  get groups(): readonly AnalyzedGroup[] {
    return this.#groups;
  }

  /** Resolves when the first look is over; starts it if nobody did. */
  get ready(): Promise<void> {
    this.#first ??= this.#update();
    return this.#first;
  }

  /** The configuration that kubectl uses by itself. */
  get effective(): AnalyzedGroup | undefined {
    return this.#groups.find(({ kind }) => kind === "effective");
  }

  /** Look at everything again: the disk, the settings, the workspace. Resolves when it is shown. */
  refresh(): Promise<void> {
    this.#rediscover();
    return this.#update();
  }

  /** The configuration a document belongs to, with its text of this moment; nothing when it is no kubeconfig. */
  async forDocument(document: vscode.TextDocument): Promise<Analysis | undefined> {
    const id = document.uri.toString();
    const group = this.#groups.find(({ members }) => members.some(member => member.id === id));
    const candidates = group?.members.map(({ candidate }) => candidate) ?? documentCandidates([document]);
    const members = await this.#read(candidates);
    return members.some(({ source }) => source?.id === id)
      ? this.#analyst.analysis(groupOf(group?.kind ?? "file", members))
      : undefined;
  }

  #subscribe(): void {
    const { workspace, window } = vscode;
    const changed = ({ uri }: vscode.TextDocument): void => {
      if (uri.scheme !== "output") this.#schedule(PAUSE.typing);
    };
    this.#subscriptions.push(
      workspace.onDidChangeTextDocument(({ document }) => changed(document)),
      workspace.onDidOpenTextDocument(changed),
      workspace.onDidCloseTextDocument(changed),
      workspace.onDidChangeWorkspaceFolders(() => this.#rediscover()),
      workspace.onDidGrantWorkspaceTrust(() => this.#rediscover()),
      this.#settings.onDidChange(() => this.#rediscover()),
      this.#watcher.onDidChange(uri => this.#fileChanged(uri)),
      this.#patterns.onDidChange(uri => this.#fileChanged(uri)),
      this.#patterns.onDidList(uri => {
        this.#undiscovered = true;
        this.#fileChanged(uri);
      }),
      this.#folders.onDidFind(() => this.#rediscover()),
      this.#folders.onDidDelete(uri => {
        if (isAbove(uri, this.#watched)) this.#rediscover();
      }),
      window.onDidChangeWindowState(({ focused }) => {
        if (focused && this.#isStale()) this.#timePassed();
      }),
    );
  }

  #isStale(): boolean {
    const [first] = this.#groups;
    return first !== undefined && this.#platform.now() - first.analysis.now > CLOCK.most;
  }

  #timePassed(): void {
    this.#analyst.renew();
    this.#schedule(PAUSE.files);
  }

  #fileChanged(uri: vscode.Uri): void {
    this.#reads.forget(uri.toString());
    this.#analyst.renew();
    this.#schedule(PAUSE.files);
  }

  #rediscover(): void {
    this.#undiscovered = true;
    this.#reread();
  }

  #reread(): void {
    this.#reads.forget();
    this.#analyst.renew();
    this.#schedule(PAUSE.files);
  }

  #schedule(pause: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#update(), pause);
  }

  /** One update after another. */
  #update(): Promise<void> {
    clearTimeout(this.#timer);
    this.#running = this.#running
      .then(() => this.#look())
      .catch(error => {
        this.#log.error(
          "Looking for kubeconfigs failed",
          error instanceof Error ? (error.stack ?? error.message) : "",
        );
      });
    return this.#running;
  }

  async #look(): Promise<void> {
    const started = this.#platform.now();
    if (this.#undiscovered) {
      this.#undiscovered = false;
      this.#candidates = await this.#discover();
    }
    const all = this.#withDocuments(this.#candidates);
    const groups = groupsOf(await this.#read([...all.values()]));
    const analyzed: AnalyzedGroup[] = [];
    const slices = new Slices();
    for (const group of groups) {
      analyzed.push({ ...group, analysis: await this.#analyst.analysis(group) });
      await slices.next();
    }
    this.#groups = analyzed;
    this.#analyst.retain(new Set(groups.map(({ id }) => id)));
    this.#reader.retain(new Set(all.keys()));
    this.#reads.retain(new Set([...all.keys(), ...this.#analyst.named]));
    this.#log.debug(`${groups.length} configurations in ${this.#platform.now() - started} ms`);
    this.#changed.fire();
    this.#armClock(analyzed.map(({ analysis }) => analysis));
    await this.#watch(groups);
  }

  async #watch(groups: readonly SourceGroup[]): Promise<void> {
    const uris = groups.flatMap(({ members }) => members.map(({ uri }) => uri));
    const named = [...this.#analyst.named].map(address => vscode.Uri.parse(address, true));
    this.#watched = [...uris, ...named];
    const fresh = await this.#watcher.watch(this.#watched);
    if (fresh) this.#secondLooks.plan(() => this.#reread());
  }

  async #discover(): Promise<readonly Candidate[]> {
    const found = await Promise.all([
      effectiveCandidates(this.#platform),
      listedCandidates(this.#settings, this.#platform),
      workspaceCandidates(this.#settings),
    ]);
    const outside = this.#patterns.watch([
      ...workspacePatterns(this.#settings),
      ...listedPatterns(this.#settings, this.#platform),
    ]);
    if (outside) this.#secondLooks.plan(() => this.#rediscover());
    return found.flat();
  }

  /** What was discovered, then what editors hold, each once. */
  #withDocuments(candidates: readonly Candidate[]): ReadonlyMap<string, Candidate> {
    const all = new Map<string, Candidate>();
    for (const candidate of [...candidates, ...documentCandidates(vscode.workspace.textDocuments)]) {
      const id = candidate.uri.toString();
      if (!all.has(id)) all.set(id, candidate);
    }
    return all;
  }

  async #read(candidates: readonly Candidate[]): Promise<readonly Member[]> {
    const members = await Promise.all(candidates.map(candidate => this.#reader.read(candidate)));
    return members.filter(member => member !== undefined);
  }

  #armClock(analyses: readonly Analysis[]): void {
    clearTimeout(this.#clock);
    if (analyses.length === 0) return;
    const now = this.#platform.now();
    const wait = nextChange(analyses, { now, thresholds: this.#settings.thresholds }) - now;
    const delay = Math.min(Math.max(wait, CLOCK.least), CLOCK.most);
    this.#clock = setTimeout(() => this.#timePassed(), delay);
  }
}
