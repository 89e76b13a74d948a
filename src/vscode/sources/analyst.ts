import type { Analysis } from "../../core/analysis.ts";
import { type AnalysisCache, createAnalysisCache } from "../../core/index.ts";
import type { Source } from "../../core/kubeconfig/model.ts";
import { loadAndAnalyze } from "../../core/load.ts";
import type { Files, Platform } from "../../core/ports.ts";
import type { Thresholds } from "../../core/thresholds.ts";
import type { Settings } from "../settings.ts";
import { mayOpen } from "../world/paths.ts";
import { Slices } from "../world/slices.ts";
import { filesOf, uriOfPath, workspaceFiles } from "../world/workspace-files.ts";
import type { FileReads } from "./file-reads.ts";

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

/** What is kept of a configuration for as long as it is known. */
interface Kept {
  readonly cache: AnalysisCache;
  /** The addresses of the files that it names. */
  readonly named: Set<string>;
  result?: Result;
}

/**
 * Analyses configurations, once for each version of their texts and of the files they name. What was decoded is
 * kept by content for as long as the configuration is known.
 */
export class Analyst {
  readonly #platform: Platform;
  readonly #settings: Settings;
  readonly #reads: FileReads;
  readonly #kept = new Map<string, Kept>();
  #epoch = 0;

  constructor(platform: Platform, settings: Settings, reads: FileReads) {
    this.#platform = platform;
    this.#settings = settings;
    this.#reads = reads;
  }

  get thresholds(): Thresholds {
    return this.#settings.thresholds;
  }

  /** The same promise for the same texts, until `renew`. */
  analysis(configuration: Configuration): Promise<Analysis> {
    const { id, sources } = configuration;
    const kept = this.#kept.get(id) ?? { cache: createAnalysisCache(), named: new Set<string>() };
    this.#kept.set(id, kept);
    const known = kept.result;
    if (known?.epoch === this.#epoch && sameTexts(known.sources, sources)) return known.analysis;
    const analysis = this.#analyze(sources, kept);
    kept.result = { sources, epoch: this.#epoch, analysis };
    return analysis;
  }

  /** Analyse anew from now on: a setting or a file has changed, or time has passed. */
  renew(): void {
    this.#epoch += 1;
  }

  /** Drop what is kept of any other configuration. */
  retain(ids: ReadonlySet<string>): void {
    for (const id of this.#kept.keys()) if (!ids.has(id)) this.#kept.delete(id);
  }

  /** The addresses of the files that the configurations name: certificates, keys, tokens. */
  get named(): ReadonlySet<string> {
    return new Set([...this.#kept.values()].flatMap(({ named }) => [...named]));
  }

  #analyze(sources: readonly Source[], { cache, named }: Kept): Promise<Analysis> {
    const { style } = this.#platform;
    const isOnDisk = sources.every(source => source.id.startsWith("file:"));
    const files = this.#noting(isOnDisk ? filesOf(this.#platform) : workspaceFiles, named);
    return loadAndAnalyze(
      sources,
      { files, style },
      {
        now: () => this.#platform.now(),
        thresholds: this.thresholds,
        maxBytes: this.#settings.maxFileBytes,
        mayOpen: path => mayOpen(path, style),
        cache,
        breathe: new Slices().breathe,
      },
    );
  }

  /** Files that are read once, and whose addresses are noted. */
  #noting(files: Files, named: Set<string>): Files {
    named.clear();
    return {
      read: (path, maxBytes) => {
        const address = uriOfPath(path, this.#platform)?.toString();
        if (address === undefined) return files.read(path, maxBytes);
        named.add(address);
        return this.#reads.get(address, () => files.read(path, maxBytes));
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
