import type * as vscode from "vscode";
import type { Analysis } from "../../core/analysis.ts";
import {
  type AnalysisCache,
  analyzeSteps,
  createAnalysisCache,
  loadFiles,
  readSourceSteps,
  referencedPaths,
} from "../../core/index.ts";
import type { KubeconfigFile, Source } from "../../core/kubeconfig/model.ts";
import type { FileRead, Files, Platform } from "../../core/ports.ts";
import type { Thresholds } from "../../core/thresholds.ts";
import type { Settings } from "../settings.ts";
import { mayOpen } from "../world/paths.ts";
import { inSlices } from "../world/slices.ts";
import { filesOf, uriOfPath, workspaceFiles } from "../world/workspace-files.ts";

/** Texts that are analysed together. */
export interface Configuration {
  /** Stable from one version of the texts to the next. */
  readonly id: string;
  /** In the order of precedence. */
  readonly sources: readonly Source[];
}

interface Result {
  readonly sources: readonly Source[];
  readonly epoch: number;
  readonly analysis: Promise<Analysis>;
}

/**
 * Analyses configurations, once for each version of their texts and of the files they name. What was decoded is
 * kept by content for as long as the configuration is known.
 */
export class Analyst {
  readonly #platform: Platform;
  readonly #settings: Settings;
  readonly #caches = new Map<string, AnalysisCache>();
  readonly #results = new Map<string, Result>();
  readonly #named = new Map<string, readonly string[]>();
  readonly #reads = new Map<string, Promise<FileRead>>();
  #epoch = 0;

  constructor(platform: Platform, settings: Settings) {
    this.#platform = platform;
    this.#settings = settings;
  }

  get thresholds(): Thresholds {
    return this.#settings.thresholds;
  }

  /** The same promise for the same texts, until `forget`. */
  analysis(configuration: Configuration): Promise<Analysis> {
    const known = this.#results.get(configuration.id);
    if (known?.epoch === this.#epoch && sameTexts(known.sources, configuration.sources))
      return known.analysis;
    const analysis = this.#analyze(configuration);
    this.#results.set(configuration.id, { sources: configuration.sources, epoch: this.#epoch, analysis });
    return analysis;
  }

  /** Analyse anew from now on, because a setting or a file has changed. */
  forget(file?: vscode.Uri): void {
    this.#epoch += 1;
    if (file === undefined) this.#reads.clear();
    else this.#reads.delete(file.toString());
  }

  /** Analyse anew from now on, because time has passed. */
  retime(): void {
    this.#epoch += 1;
  }

  /** Drop what is kept of any other configuration, and of files that none of these names any more. */
  retain(ids: ReadonlySet<string>): void {
    for (const kept of [this.#caches, this.#results, this.#named]) {
      for (const id of kept.keys()) if (!ids.has(id)) kept.delete(id);
    }
    const named = new Set([...this.#named.values()].flat().map(path => this.#keyOf(path)));
    for (const key of this.#reads.keys()) if (!named.has(key)) this.#reads.delete(key);
  }

  /** The files that the configurations name: certificates, keys, tokens. */
  namedFiles(): readonly vscode.Uri[] {
    const uris: vscode.Uri[] = [];
    for (const path of new Set([...this.#named.values()].flat())) {
      const uri = uriOfPath(path, this.#platform);
      if (uri !== undefined) uris.push(uri);
    }
    return uris;
  }

  async #analyze({ id, sources }: Configuration): Promise<Analysis> {
    const cache = this.#caches.get(id) ?? createAnalysisCache();
    this.#caches.set(id, cache);
    const { style } = this.#platform;
    const isOnDisk = sources.every(source => source.id.startsWith("file:"));
    const base = isOnDisk ? filesOf(this.#platform) : workspaceFiles;
    const read: KubeconfigFile[] = [];
    for (const source of sources) read.push(await inSlices(readSourceSteps(source, cache)));
    const paths = referencedPaths(read, style).filter(path => mayOpen(path, style));
    this.#named.set(id, paths);
    const files = await loadFiles(this.#remembering(base), paths, this.#settings.maxFileBytes);
    const now = this.#platform.now();
    return inSlices(analyzeSteps(sources, { now, thresholds: this.thresholds, files, style, cache }));
  }

  #keyOf(path: string): string {
    return uriOfPath(path, this.#platform)?.toString() ?? path;
  }

  #remembering(files: Files): Files {
    return {
      read: (path, maxBytes) => {
        const key = this.#keyOf(path);
        const known = this.#reads.get(key) ?? files.read(path, maxBytes);
        this.#reads.set(key, known);
        return known;
      },
    };
  }
}

function sameTexts(a: readonly Source[], b: readonly Source[]): boolean {
  return (
    a.length === b.length &&
    a.every((source, index) => {
      const other = b[index];
      return source.id === other?.id && source.text === other.text && source.mode === other.mode;
    })
  );
}
