import type { EffectiveConfig } from "./facts-model.ts";
import type { Entry, KubeconfigFile } from "./model.ts";

/**
 * What kubectl sees of several files (client-go tools/clientcmd/loader.go, Load): of each name the entry of the first
 * file that has it, whole; of current-context the first that is not empty. Files that kubectl refuses take part all the
 * same, so that they can be shown; `loads` is then false.
 */
export function merge(files: readonly KubeconfigFile[]): EffectiveConfig {
  const shadowed = new Map<Entry, Entry>();
  const clusters = firstByName(
    files.map(file => file.clusters),
    shadowed,
  );
  const users = firstByName(
    files.map(file => file.users),
    shadowed,
  );
  const contexts = firstByName(
    files.map(file => file.contexts),
    shadowed,
  );
  const first = files.find(file => file.currentContext !== undefined && file.currentContext.value !== "");
  const field = first?.currentContext;
  return {
    clusters,
    users,
    contexts,
    ...(first && field && { currentContext: { name: field.value, source: first.source.id, field } }),
    shadowed,
    loads: files.every(file => file.refusals.length === 0),
  };
}

/** Duplicates within one file are no shadowing: kubectl refuses such a file. */
function firstByName<E extends Entry>(
  lists: readonly (readonly E[])[],
  shadowed: Map<Entry, Entry>,
): ReadonlyMap<string, E> {
  const winners = new Map<string, E>();
  for (const entries of lists) {
    for (const entry of entries) {
      const winner = winners.get(entry.name);
      if (winner === undefined) winners.set(entry.name, entry);
      else if (winner.source !== entry.source) shadowed.set(entry, winner);
    }
  }
  return winners;
}
