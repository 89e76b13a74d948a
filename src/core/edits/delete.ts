import type { ContextEntry, Entry, KubeconfigFile } from "../kubeconfig/model.ts";
import type { Change } from "./change.ts";
import { allEntries, itemPath, type Plan, planOfAll } from "./plan.ts";

/** Delete entries of any files of a configuration. Whatever refers to them stays, except as said. */
export function deleteEntries(
  files: readonly KubeconfigFile[],
  entries: readonly Entry[],
  /** Empty a current-context that names a deleted context; kubectl leaves it dangling. */
  clearCurrent = true,
): Plan {
  return planOfAll(
    files.map(file => {
      const own = allEntries(file).filter(entry => entries.includes(entry));
      const current = file.currentContext?.value;
      const gone = entries.some(({ kind, name }) => kind === "context" && name === current);
      const cleared: readonly Change[] =
        clearCurrent && gone && current ? [{ kind: "set", path: ["current-context"], value: "" }] : [];
      return { source: file.source.id, changes: [...cleared, ...lastFirst(own).map(removal)] };
    }),
  );
}

/** Positions of those in front do not change while those behind them go. */
function lastFirst(entries: readonly Entry[]): readonly Entry[] {
  return [...entries].sort((a, b) => b.index - a.index);
}

function removal(entry: Entry): Change {
  return { kind: "remove", path: itemPath(entry) };
}

/** The clusters and users of a context, in any file, that no other context of the configuration names. */
export function orphansOf(
  files: readonly KubeconfigFile[],
  contexts: readonly ContextEntry[],
): readonly Entry[] {
  const others = files.flatMap(file => file.contexts).filter(context => !contexts.includes(context));
  const isOrphan = (kind: "cluster" | "user", name: string) =>
    contexts.some(context => context[kind]?.value === name) &&
    !others.some(context => context[kind]?.value === name);
  return files.flatMap(file => [
    ...file.clusters.filter(({ name }) => isOrphan("cluster", name)),
    ...file.users.filter(({ name }) => isOrphan("user", name)),
  ]);
}

/** Delete contexts, and where asked the clusters and users that nobody else uses. */
export function deleteContexts(
  files: readonly KubeconfigFile[],
  contexts: readonly ContextEntry[],
  withOrphans: boolean,
): Plan {
  return deleteEntries(files, withOrphans ? [...contexts, ...orphansOf(files, contexts)] : contexts);
}
