import type { Content } from "../content.ts";
import type { EffectiveConfig } from "../facts-model.ts";
import { merge } from "../merge.ts";
import type {
  ClusterEntry,
  ContextEntry,
  Field,
  KubeconfigFile,
  NamedExtension,
  UserEntry,
} from "../model.ts";

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
export interface ClientWorld {
  /** The error of opening a path that stands in an entry of `source`; undefined where it opens. */
  open(source: string, path: string): string | undefined;
  /** What a file holds, or the error of reading it. */
  read(source: string, path: string): Content | string;
  data(source: string, field: Field<string>): Content;
}

/** The configuration of one file alone. */
export function clientConfigOf(file: KubeconfigFile): ClientConfig {
  return mergedClientConfig([file], merge([file]));
}

/** The configuration that kubectl makes of several files. */
export function mergedClientConfig(
  files: readonly KubeconfigFile[],
  effective: EffectiveConfig,
): ClientConfig {
  const { clusters, users, contexts, currentContext } = effective;
  const { extensions, preferenceExtensions, colors } = mergedExtras(files);
  const hasMore = extensions.length > 0 || preferenceExtensions.length > 0 || colors;
  return { clusters, users, contexts, currentContext: currentContext?.name ?? "", hasMore };
}

/** What a configuration holds beside its entries: of each extension the first, and colours if any file wants them. */
export interface Extras {
  readonly extensions: readonly NamedExtension[];
  readonly preferenceExtensions: readonly NamedExtension[];
  readonly colors: boolean;
}

export function mergedExtras(files: readonly KubeconfigFile[]): Extras {
  return {
    extensions: firstByName(files.map(file => lastByName(file.extensions))),
    preferenceExtensions: firstByName(files.map(file => lastByName(file.preferenceExtensions))),
    colors: files.some(file => file.colors?.value === true),
  };
}

function firstByName(lists: readonly ReadonlyMap<string, NamedExtension>[]): readonly NamedExtension[] {
  const first = new Map<string, NamedExtension>();
  for (const list of lists) {
    for (const [name, extension] of list) if (!first.has(name)) first.set(name, extension);
  }
  return [...first.values()];
}

/** Within one list a name may come again after a null extension, and then counts. */
function lastByName(extensions: readonly NamedExtension[]): ReadonlyMap<string, NamedExtension> {
  return new Map(extensions.map(extension => [extension.name, extension]));
}
