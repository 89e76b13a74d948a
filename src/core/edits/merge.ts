import type { Entry, EntryKind, KubeconfigFile } from "../kubeconfig/model.ts";
import { serverFacts } from "../kubeconfig/server.ts";
import { type Message, say } from "../message.ts";
import type { PathStyle } from "../ports.ts";
import { addEntries, freeName, type NewEntry } from "./add.ts";
import { type Change, canonical, type JsonMap } from "./change.ts";
import { headingOf } from "./headings.ts";
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
  const decided = decisions(file, other, options);
  const added: NewEntry[] = [];
  const changes: Change[] = [];
  for (const { kind, name, value, comment = [], outcome, replaces } of decided) {
    if (outcome === "keep") continue;
    if (replaces) changes.push(...replacement(file, replaces, value));
    else added.push({ kind, name, value, comment });
  }
  const { currentContext: current } = options;
  const arrived = decided.find(({ kind, from }) => kind === "context" && from === current);
  const context = arrived?.name ?? current;
  const addition = addEntries(file, {
    entries: added,
    ...(context !== undefined && { currentContext: context }),
  });
  return addition.ok ? planOf(file, [...changes, ...addition.files.flatMap(each => each.changes)]) : addition;
}

/** Contexts last: what they say is what it will be, after the clusters and users that they name were renamed. */
function decisions(
  file: KubeconfigFile,
  other: KubeconfigFile,
  options: Pick<MergeOptions, "onCollision" | "style" | "entries">,
): readonly Decision[] {
  const coming = (options.entries ?? allEntries(other)).filter(entry => entry.name !== "");
  const decided: Decision[] = [];
  const renames = new Map<string, string>();
  for (const isContext of [false, true]) {
    for (const entry of coming) {
      if ((entry.kind === "context") !== isContext) continue;
      const decision = decide(file, other, entry, renames, options);
      decided.push(decision);
      renames.set(`${decision.kind} ${decision.from}`, decision.name);
    }
  }
  return decided;
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

/** What was decided on entries whose names are taken, by `KIND NAME`. */
export type Collisions = ReadonlyMap<string, Collision>;

/**
 * Entries of the other file whose names are taken by something else.
 * @param decided what becomes of clusters and users: a context that names a renamed one says something else
 */
export function collisions(
  file: KubeconfigFile,
  other: KubeconfigFile,
  style: PathStyle,
  decided: Collisions = new Map(),
): readonly Entry[] {
  const found: Entry[] = [];
  const entries = new Map(allEntries(other).map(entry => [`${entry.kind} ${entry.name}`, entry]));
  const onCollision = (kind: EntryKind, name: string): Collision => {
    const entry = entries.get(`${kind} ${name}`);
    if (entry !== undefined) found.push(entry);
    return decided.get(`${kind} ${name}`) ?? { kind: "keep" };
  };
  decisions(file, other, { onCollision, style });
  return found;
}

/** Every entry whose name is taken comes in under its name with a suffix, and contexts follow: nothing is lost. */
export function suffixed(
  files: readonly KubeconfigFile[],
  file: KubeconfigFile,
  other: KubeconfigFile,
  style: PathStyle,
  suffix: string,
): Collisions {
  const decided = new Map<string, Collision>();
  const decideAll = (entries: readonly Entry[]) => {
    for (const { kind, name } of entries) {
      decided.set(`${kind} ${name}`, {
        kind: "rename",
        to: freeName([...files, other], kind, `${name}-${suffix}`),
      });
    }
  };
  decideAll(collisions(file, other, style).filter(({ kind }) => kind !== "context"));
  decideAll(collisions(file, other, style, decided).filter(({ kind }) => kind === "context"));
  return decided;
}

/** File names that say nothing about the cluster. */
const USUAL = /^(?:config|kubeconfig|kube-?config|admin|super-admin|k3s|rke2|cluster|default)$/i;

/** What tells the entries of a file from others: its name, else the host of its server, else 2. */
export function suffixOf({ source, clusters }: KubeconfigFile): string {
  const path = source.path ?? "";
  const name = path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
  const stem = name.replace(/\.(?:ya?ml|json|conf|config|kubeconfig|txt)$/i, "");
  if (/^[\w.-]+$/.test(stem) && !USUAL.test(stem)) return stem;
  const server = serverFacts(clusters[0]?.server?.value);
  return server.kind === "url" ? server.host.replace(/:\d+$/, "").replace(/[[\]]/g, "") : "2";
}

function decide(
  file: KubeconfigFile,
  other: KubeconfigFile,
  entry: Entry,
  renames: ReadonlyMap<string, string>,
  options: Pick<MergeOptions, "onCollision" | "style">,
): Decision {
  const { kind, name } = entry;
  const moved = arriving(file, other, entry, options.style);
  const value = kind === "context" ? renamed(moved, renames) : moved;
  const base = { kind, name, from: name, value, comment: headingOf(other, entry) };
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
