import { merge } from "../kubeconfig/merge.ts";
import type { Entry, KubeconfigFile } from "../kubeconfig/model.ts";
import { say } from "../message.ts";
import type { Change } from "./change.ts";
import { taken } from "./fields.ts";
import { entryNamed, entryPath, namePath, type Plan, planOfAll, refuse } from "./plan.ts";

/**
 * Rename an entry and everything that means it: contexts that use it and current-context, in every file of the
 * configuration. An entry that another file's shadows is meant by its own file alone.
 * @param files of one configuration, in the order of precedence
 */
export function renameEntry(files: readonly KubeconfigFile[], entry: Entry, to: string): Plan {
  if (to === "") return refuse(say("A name is missing."));
  if (to === entry.name) return planOfAll([]);
  if (files.some(file => entryNamed(file, entry.kind, to))) return refuse(taken(entry.kind, to));
  const shadowed = merge(files).shadowed.has(entry);
  return planOfAll(
    files.map(file => {
      const own = file.source.id === entry.source;
      const declared: readonly Change[] = own ? [{ kind: "set", path: namePath(entry), value: to }] : [];
      const used = own || !shadowed ? uses(file, entry, to) : [];
      return { source: file.source.id, changes: [...declared, ...used] };
    }),
  );
}

function uses(file: KubeconfigFile, { kind, name }: Entry, to: string): readonly Change[] {
  if (kind === "context") {
    if (name === "" || file.currentContext?.value !== name) return [];
    return [{ kind: "set", path: ["current-context"], value: to }];
  }
  return file.contexts
    .filter(context => name !== "" && context[kind]?.value === name)
    .map(context => ({ kind: "set", path: entryPath(context, kind), value: to }));
}
