import type { EntryKind, KubeconfigFile } from "../kubeconfig/model.ts";
import { say } from "../message.ts";
import { isNullish } from "../yaml/access.ts";
import type { Change, JsonMap } from "./change.ts";
import { taken } from "./fields.ts";
import { entryNamed, type Plan, planOf, refuse, sectionOf } from "./plan.ts";

/** An entry that is to be written. `value` is what stands under `cluster`, `user` or `context`, in the file's keys. */
export interface NewEntry {
  readonly kind: EntryKind;
  readonly name: string;
  readonly value: JsonMap;
  /** The lines of the comment that heads it, each from its `#`. */
  readonly comment?: readonly string[];
}

export interface Addition {
  readonly entries: readonly NewEntry[];
  readonly currentContext?: string;
}

/** Add entries, behind those that are there and in their style. A name that is taken is refused. */
export function addEntries(file: KubeconfigFile, { entries, currentContext }: Addition): Plan {
  if (entries.length === 0 && currentContext === undefined) return planOf(file, []);
  const names = new Set<string>();
  for (const { kind, name } of entries) {
    if (name === "") return refuse(say("A name is missing."));
    const id = `${kind} ${name}`;
    if (names.has(id) || entryNamed(file, kind, name)) return refuse(taken(kind, name));
    names.add(id);
  }
  const changes = [
    ...header(file),
    ...(["cluster", "user", "context"] as const).flatMap(kind => added(entries, kind)),
  ];
  if (currentContext !== undefined && currentContext !== (file.currentContext?.value ?? "")) {
    changes.push({ kind: "set", path: ["current-context"], value: currentContext });
  }
  return planOf(file, changes);
}

/** What an empty file has to begin with, so that other tools know it. */
function header({ document: { root } }: KubeconfigFile): readonly Change[] {
  const empty = isNullish(root) || (root?.kind === "map" && root.entries.length === 0);
  if (!empty) return [];
  return [
    { kind: "set", path: ["apiVersion"], value: "v1" },
    { kind: "set", path: ["kind"], value: "Config" },
  ];
}

function added(entries: readonly NewEntry[], kind: EntryKind): readonly Change[] {
  const own = entries.filter(entry => entry.kind === kind);
  if (own.length === 0) return [];
  const items = own.map(({ name, value }): JsonMap => ({ name, [kind]: value }));
  const comments = new Map(
    own.flatMap(({ comment = [] }, index) => (comment.length === 0 ? [] : [[index, comment] as const])),
  );
  const path = [sectionOf(kind)];
  return [{ kind: "append", path, items, ...(comments.size > 0 && { comments }) }];
}

/** A name that is not taken yet: `name`, else `name-2`, `name-3`, … */
export function freeName(files: readonly KubeconfigFile[], kind: EntryKind, name: string): string {
  const isTaken = (each: string) => files.some(file => entryNamed(file, kind, each) !== undefined);
  let free = name;
  for (let count = 2; isTaken(free); count++) free = `${name}-${count}`;
  return free;
}
