import type { Entry, EntryKind, KubeconfigFile } from "../kubeconfig/model.ts";
import { type Message, say } from "../message.ts";
import type { PathStyle } from "../ports.ts";
import { addEntries, type NewEntry } from "./add.ts";
import { type Change, canonical, type JsonMap } from "./change.ts";
import { allEntries, entryNamed, entryPath, type Plan, planOf, refuse } from "./plan.ts";
import { entryValue, movedTo } from "./values.ts";

/** What to do with an entry whose name is taken by another one with other content. */
export type Collision =
  | { readonly kind: "keep" }
  | { readonly kind: "replace" }
  /** Take it in under another name; contexts that come with it follow. */
  | { readonly kind: "rename"; readonly to: string };

export interface MergeOptions {
  /** Asked for every entry whose name is taken by one that says something else. */
  readonly onCollision: (kind: EntryKind, name: string) => Collision;
  readonly style: PathStyle;
  /** Which entries of the other file come; all of them where it is left out. */
  readonly entries?: readonly Entry[];
  readonly currentContext?: string;
}

/** Take the entries of another file in that have a name. An entry that is there already, name and content, is left alone. */
export function mergeFile(file: KubeconfigFile, other: KubeconfigFile, options: MergeOptions): Plan {
  if (other.refusals.length > 0) return refuse(refusedByKubectl(other));
  const decided = (options.entries ?? allEntries(other))
    .filter(entry => entry.name !== "")
    .map(entry => decide(file, other, entry, options));
  const renames = new Map(decided.map(each => [`${each.kind} ${each.from}`, each.name]));
  const added: NewEntry[] = [];
  const changes: Change[] = [];
  for (const { kind, name, value, outcome, replaces } of decided) {
    if (outcome === "keep") continue;
    const own = kind === "context" ? renamed(value, renames) : value;
    if (replaces) changes.push(...replacement(file, replaces, own));
    else added.push({ kind, name, value: own });
  }
  const { currentContext: current } = options;
  const context = current === undefined ? undefined : (renames.get(`context ${current}`) ?? current);
  const addition = addEntries(file, {
    entries: added,
    ...(context !== undefined && { currentContext: context }),
  });
  return addition.ok ? planOf(file, [...changes, ...addition.files.flatMap(each => each.changes)]) : addition;
}

/** Field by field, so that what is the same in both stays as it is written. */
function replacement(file: KubeconfigFile, entry: Entry, value: JsonMap): readonly Change[] {
  const present = entryValue(file, entry);
  const isKept = (key: string): boolean =>
    canonical({ [key]: present[key] ?? null }) === canonical({ [key]: value[key] ?? null });
  const gone = Object.keys(present).filter(key => !Object.hasOwn(value, key));
  return [
    ...Object.entries(value)
      .filter(([key]) => !isKept(key))
      .map(([key, item]): Change => ({ kind: "set", path: entryPath(entry, key), value: item })),
    ...gone.map((key): Change => ({ kind: "remove", path: entryPath(entry, key) })),
  ];
}

function refusedByKubectl({ source }: KubeconfigFile): Message {
  return say(
    "kubectl refuses {0}, so nothing of it is taken in. Correct it first.",
    source.path ?? source.id,
  );
}

interface Decision extends NewEntry {
  /** The name in the other file. */
  readonly from: string;
  readonly outcome: "keep" | "write";
  readonly replaces?: Entry;
}

/** Entries of the other file whose names are taken by something else. */
export function collisions(file: KubeconfigFile, other: KubeconfigFile, style: PathStyle): readonly Entry[] {
  return allEntries(other).filter(entry => {
    const present = entryNamed(file, entry.kind, entry.name);
    return present !== undefined && !isSame(file, present, arriving(file, other, entry, style));
  });
}

function decide(file: KubeconfigFile, other: KubeconfigFile, entry: Entry, options: MergeOptions): Decision {
  const { kind, name } = entry;
  const value = arriving(file, other, entry, options.style);
  const base = { kind, name, from: name, value };
  const present = entryNamed(file, kind, name);
  if (present === undefined) return { ...base, outcome: "write" };
  if (isSame(file, present, value)) return { ...base, outcome: "keep" };
  const collision = options.onCollision(kind, name);
  if (collision.kind === "rename") return { ...base, name: collision.to, outcome: "write" };
  return collision.kind === "keep"
    ? { ...base, outcome: "keep" }
    : { ...base, outcome: "write", replaces: present };
}

function arriving(file: KubeconfigFile, other: KubeconfigFile, entry: Entry, style: PathStyle): JsonMap {
  return movedTo(entryValue(other, entry), other.source.path, file.source.path, style);
}

function isSame(file: KubeconfigFile, present: Entry, value: JsonMap): boolean {
  return canonical(entryValue(file, present)) === canonical(value);
}

function renamed(context: JsonMap, names: ReadonlyMap<string, string>): JsonMap {
  return Object.fromEntries(
    Object.entries(context).map(([key, value]) => {
      const name = typeof value === "string" ? names.get(`${key} ${value}`) : undefined;
      return [key, name === undefined || (key !== "cluster" && key !== "user") ? value : name];
    }),
  );
}
