import type { Content } from "../content.ts";
import type { ClusterEntry, ContextEntry, Field, KubeconfigFile, UserEntry } from "../model.ts";

/** What clientcmd validates and builds clients from (client-go tools/clientcmd/api/types.go, Config). */
export interface ClientConfig {
  readonly clusters: ReadonlyMap<string, ClusterEntry>;
  readonly users: ReadonlyMap<string, UserEntry>;
  readonly contexts: ReadonlyMap<string, ContextEntry>;
  readonly currentContext: string;
  /** Preferences or extensions of the file itself: with them a configuration is not empty. */
  readonly hasMore: boolean;
}

/** The world as clientcmd sees it. Errors are Go's own texts (`open x: no such file or directory`). */
export interface World {
  /** The error of opening a path that stands in an entry of `source`; undefined where it opens. */
  open(source: string, path: string): string | undefined;
  /** What a file holds, or the error of reading it. */
  read(source: string, path: string): Content | string;
  data(source: string, field: Field<string>): Content;
}

/** The configuration of one file alone. */
export function clientConfigOf(file: KubeconfigFile): ClientConfig {
  return {
    clusters: byName(file.clusters),
    users: byName(file.users),
    contexts: byName(file.contexts),
    currentContext: file.currentContext?.value ?? "",
    hasMore:
      file.extensions.length > 0 || file.preferenceExtensions.length > 0 || file.colors?.value === true,
  };
}

function byName<E extends { readonly name: string }>(entries: readonly E[]): ReadonlyMap<string, E> {
  return new Map(entries.map(entry => [entry.name, entry]));
}
