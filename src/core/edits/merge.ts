import type { Entry, EntryKind, KubeconfigFile } from "../kubeconfig/model.ts";
import { baseNameOf } from "../kubeconfig/paths.ts";
import { serverFacts } from "../kubeconfig/server.ts";
import { type Message, say } from "../message.ts";
import type { PathStyle } from "../ports.ts";
import { addEntries, freeName, type NewEntry } from "./add.ts";
import { type Change, canonical, type JsonMap } from "./change.ts";
import { headingOf } from "./headings.ts";
import { allEntries, entryNamed, entryPath, type Plan, planOf, refuse } from "./plan.ts";
import { entryValue, movedTo } from "./values.ts";
import { verbatim } from "./verbatim.ts";

/** What to do with an entry whose name is taken by another one with other content. */
export type Collision =
  | { readonly kind: "keep" }
  | { readonly kind: "replace" }
  /** Take it in under another name; contexts that come with it follow. */
  | { readonly kind: "rename"; readonly to: string };

export interface MergeOptions {
  /** Asked for every entry whose name is taken by one that says something else. Nothing: the merge is refused. */
  readonly onCollision: (kind: EntryKind, name: string) => Collision | undefined;
  readonly style: PathStyle;
  /** All of the configuration: what another file of it defines hides what comes in, or is hidden by it. */
  readonly files?: readonly KubeconfigFile[];
  /** Which entries of the other file come; all of them where it is left out. */
  readonly entries?: readonly Entry[];
  readonly currentContext?: string;
}

/** Take the entries of another file in that have a name. An entry that is there already, name and content, is left alone. */
export function mergeFile(file: KubeconfigFile, other: KubeconfigFile, options: MergeOptions): Plan {
  if (other.refusals.length > 0) return refuse(refusedByKubectl(other));
  const decided = decisions(file, other, options);
  const open = decided.find(({ outcome }) => outcome === "undecided");
  if (open !== undefined) return refuse(takenMeanwhile(open));
  const changes = decided.flatMap(({ value, replaces }) =>
    replaces === undefined ? [] : replacement(file, replaces, value),
  );
  const arriving = decided.filter(({ outcome, replaces }) => outcome === "write" && replaces === undefined);
  const texts = verbatim(other, arriving);
  const added = arriving.map(({ kind, name, value, entry }): NewEntry => {
    const written = texts.get(entry);
    return { kind, name, value, comment: headingOf(other, entry), ...(written && { written }) };
  });
  const { currentContext: current } = options;
  const arrived = decided.find(({ kind, from }) => kind === "context" && from === current);
  const context = arrived?.name ?? current;
  const addition = addEntries(file, {
    entries: added,
    ...(context !== undefined && { currentContext: context }),
  });
  return addition.ok ? planOf(file, [...changes, ...addition.files.flatMap(each => each.changes)]) : addition;
}

type Deciding = Pick<MergeOptions, "onCollision" | "style" | "files">;

/** Contexts last: what they say is what it will be, after the clusters and users that they name were renamed. */
function decisions(
  file: KubeconfigFile,
  other: KubeconfigFile,
  options: Deciding & Pick<MergeOptions, "entries">,
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

function takenMeanwhile({ kind, from }: Decision): Message {
  switch (kind) {
    case "cluster":
      return say('The name of the cluster "{0}" has been taken meanwhile. Merge again.', from);
    case "user":
      return say('The name of the user "{0}" has been taken meanwhile. Merge again.', from);
    case "context":
      return say('The name of the context "{0}" has been taken meanwhile. Merge again.', from);
  }
}

interface Decision extends NewEntry {
  readonly entry: Entry;
  /** The name in the other file. */
  readonly from: string;
  readonly outcome: "keep" | "write" | "undecided";
  readonly replaces?: Entry;
}

/** What was decided on entries whose names are taken, by `KIND NAME`. */
export type Collisions = ReadonlyMap<string, Collision>;

/**
 * Entries of the other file whose names are taken by something else, in any file of the configuration.
 * @param files all of the configuration
 * @param decided what becomes of clusters and users: a context that names a renamed one says something else
 */
export function collisions(
  files: readonly KubeconfigFile[],
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
  decisions(file, other, { onCollision, style, files });
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
  decideAll(collisions(files, file, other, style).filter(({ kind }) => kind !== "context"));
  decideAll(collisions(files, file, other, style, decided).filter(({ kind }) => kind === "context"));
  return decided;
}

/** File names that say nothing about the cluster. */
const USUAL = /^(?:config|kubeconfig|kube-?config|admin|super-admin|k3s|rke2|cluster|default)$/i;

/** What tells the entries of a file from others: its name, else the host of its server, else 2. */
export function suffixOf({ source, clusters }: KubeconfigFile): string {
  const stem = baseNameOf(source.path ?? "").replace(/\.(?:ya?ml|json|conf|config|kubeconfig|txt)$/i, "");
  if (/^[\w.-]+$/.test(stem) && !USUAL.test(stem)) return stem;
  const server = serverFacts(clusters[0]?.server?.value);
  return server.kind === "url" ? server.host.replace(/:\d+$/, "").replace(/[[\]]/g, "") : "2";
}

function decide(
  file: KubeconfigFile,
  other: KubeconfigFile,
  entry: Entry,
  renames: ReadonlyMap<string, string>,
  { files = [], onCollision, style }: Deciding,
): Decision {
  const { kind, name } = entry;
  const valueIn = (place: KubeconfigFile): JsonMap => {
    const moved = movedTo(entryValue(other, entry), other.source.path, place.source.path, style);
    return kind === "context" ? renamed(moved, renames) : moved;
  };
  const value = valueIn(file);
  const base = { kind, name, from: name, value, entry };
  const present = entryNamed(file, kind, name);
  const holder = present ? file : files.find(each => each !== file && entryNamed(each, kind, name));
  const taken = present ?? (holder && entryNamed(holder, kind, name));
  if (holder === undefined || taken === undefined) return { ...base, outcome: "write" };
  if (isSame(holder, taken, valueIn(holder))) return { ...base, outcome: "keep" };
  const collision = onCollision(kind, name);
  switch (collision?.kind) {
    case undefined:
      return { ...base, outcome: "undecided" };
    case "keep":
      return { ...base, outcome: "keep" };
    case "rename":
      return { ...base, name: collision.to, outcome: "write" };
    case "replace":
      return { ...base, outcome: "write", ...(present && { replaces: present }) };
  }
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
