import { merge } from "../kubeconfig/merge.ts";
import type { ContextEntry, Entry, KubeconfigFile } from "../kubeconfig/model.ts";
import { say } from "../message.ts";
import type { Change } from "./change.ts";
import { taken } from "./fields.ts";
import { entryNamed, entryPath, namePath, type Plan, planOfAll, refuse, twinsOf } from "./plan.ts";

/**
 * Rename an entry and what means it: contexts that use it and current-context, in every file of the configuration.
 * @param files of one configuration, in the order of precedence
 * @param follow the contexts that mean it; left out: see `usesOf`
 */
export function renameEntry(
  files: readonly KubeconfigFile[],
  entry: Entry,
  to: string,
  follow: readonly ContextEntry[] = usesOf(files, entry),
): Plan {
  if (to === "") return refuse(say("A name is missing."));
  if (to === entry.name) return planOfAll([]);
  if (files.some(file => entryNamed(file, entry.kind, to))) return refuse(taken(entry.kind, to));
  const isMeant = twinsOf(files, entry).length === 0;
  return planOfAll(
    files.map(file => {
      const own = file.source.id === entry.source;
      const declared: readonly Change[] = own ? [{ kind: "set", path: namePath(entry), value: to }] : [];
      const current = isMeant && isCurrent(files, file, entry) ? currentIs(to) : [];
      const uses = file.contexts.filter(context => follow.includes(context));
      return {
        source: file.source.id,
        changes: [...declared, ...current, ...uses.map(use => refersTo(use, entry, to))],
      };
    }),
  );
}

/**
 * The contexts that mean an entry: all that use its name, but of an entry that another file's shadows only those of its
 * own file, and none where another one of its file has the name, as then nobody can tell.
 */
export function usesOf(files: readonly KubeconfigFile[], entry: Entry): readonly ContextEntry[] {
  const { kind, name, source } = entry;
  if (kind === "context" || name === "" || twinsOf(files, entry).length > 0) return [];
  const shadowed = merge(files).shadowed.has(entry);
  return files
    .filter(file => !shadowed || file.source.id === source)
    .flatMap(file => file.contexts.filter(context => context[kind]?.value === name));
}

function isCurrent(files: readonly KubeconfigFile[], file: KubeconfigFile, entry: Entry): boolean {
  if (entry.kind !== "context" || entry.name === "" || file.currentContext?.value !== entry.name)
    return false;
  return file.source.id === entry.source || !merge(files).shadowed.has(entry);
}

function currentIs(value: string): readonly Change[] {
  return [{ kind: "set", path: ["current-context"], value }];
}

function refersTo(context: ContextEntry, { kind }: Entry, value: string): Change {
  return { kind: "set", path: entryPath(context, kind), value };
}
