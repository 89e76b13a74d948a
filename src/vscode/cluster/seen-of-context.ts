import * as vscode from "vscode";
import { fileOf } from "../convert.ts";
import type { AnalyzedGroup } from "../sources/groups.ts";
import type { Sources } from "../sources/sources.ts";

interface Kept<T> {
  readonly seen: T;
  /** The cluster of the context as it stood in its file then. */
  readonly cluster: string | undefined;
}

/** Milliseconds in which many results are told as one change. */
const TOGETHER = 200;

/**
 * What API servers showed or said of contexts, from when somebody asks until it is refreshed. Kept in memory alone, and not
 * told of a cluster that was changed since.
 */
export class SeenOfContext<T> implements vscode.Disposable {
  readonly #sources: Pick<Sources, "groups">;
  readonly #kept = new Map<string, Map<string, Kept<T>>>();
  readonly #changed = new vscode.EventEmitter<void>();
  #timer: NodeJS.Timeout | undefined;

  readonly onDidChange = this.#changed.event;

  constructor(sources: Pick<Sources, "groups">) {
    this.#sources = sources;
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#changed.dispose();
  }

  /** @param configuration the id of a group */
  of(configuration: string, context: string): T | undefined {
    const kept = this.#kept.get(configuration)?.get(context);
    const group = kept && this.#sources.groups.find(({ id }) => id === configuration);
    return group && clusterText(group, context) === kept.cluster ? kept.seen : undefined;
  }

  /** All that hold of a configuration, in the order of its contexts. */
  all(group: AnalyzedGroup): readonly T[] {
    return [...group.analysis.effective.contexts.keys()].flatMap(name => this.of(group.id, name) ?? []);
  }

  add(group: AnalyzedGroup, context: string, seen: T): void {
    const kept = this.#kept.get(group.id) ?? new Map<string, Kept<T>>();
    this.#kept.set(group.id, kept.set(context, { seen, cluster: clusterText(group, context) }));
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#changed.fire();
    }, TOGETHER);
  }

  clear(): void {
    this.#kept.clear();
    this.#changed.fire();
  }
}

function clusterText({ analysis }: AnalyzedGroup, context: string): string | undefined {
  const { contexts, clusters } = analysis.effective;
  const entry = clusters.get(contexts.get(context)?.cluster?.value ?? "");
  return entry && fileOf(analysis, entry.source)?.source.text.slice(entry.span.start, entry.span.end);
}
