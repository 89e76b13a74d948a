import type { EntryKind, KubeconfigFile } from "../kubeconfig/model.ts";
import { say } from "../message.ts";
import { isNullish } from "../yaml/access.ts";
import type { Change, ItemTexts, JsonMap } from "./change.ts";
import { taken } from "./fields.ts";
import { entryNamed, type Plan, planOf, refuse, sectionOf } from "./plan.ts";

/** An entry that is to be written. `value` is what stands under `cluster`, `user` or `context`, in the file's keys. */
export interface NewEntry {
  readonly kind: EntryKind;
  readonly name: string;
  readonly value: JsonMap;
  /** The lines of the comment that heads it, each from its `#`. */
  readonly comment?: readonly string[];
  /** Its lines, from the dash on, where they say more than the value does. */
  readonly written?: readonly string[];
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
  return [{ kind: "append", path: [sectionOf(kind)], items, ...itemTexts(own) }];
}

/** How entries are to be written in a list of their own, or behind others. */
export function itemTexts(entries: readonly NewEntry[]): ItemTexts {
  const comments = byPosition(entries.map(({ comment }) => comment));
  const written = byPosition(entries.map(each => each.written));
  return { ...(comments.size > 0 && { comments }), ...(written.size > 0 && { written }) };
}

function byPosition(lines: readonly (readonly string[] | undefined)[]) {
  return new Map(lines.flatMap((each = [], index) => (each.length === 0 ? [] : [[index, each] as const])));
}

/** A name that is not taken yet: `name`, else `name-2`, `name-3`, … */
export function freeName(files: readonly KubeconfigFile[], kind: EntryKind, name: string): string {
  const isTaken = (each: string) => files.some(file => entryNamed(file, kind, each) !== undefined);
  let free = name;
  for (let count = 2; isTaken(free); count++) free = `${name}-${count}`;
  return free;
}
