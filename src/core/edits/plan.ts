import type { Entry, EntryKind, KubeconfigFile } from "../kubeconfig/model.ts";
import type { Message } from "../message.ts";
import type { NotDone } from "../result.ts";
import type { Change, Path } from "./change.ts";

/** The changes of one file, for `editsFor`. */
export interface FileChanges {
  /** The `id` of the file's source. */
  readonly source: string;
  readonly changes: readonly Change[];
}

/** What is to be done to the files of one configuration, or why it is not. Only files that change are listed. */
export type Plan = { readonly ok: true; readonly files: readonly FileChanges[] } | NotDone;

export type SectionName = "clusters" | "users" | "contexts";

const SECTIONS = { cluster: "clusters", user: "users", context: "contexts" } as const;

export function sectionOf(kind: EntryKind): SectionName {
  return SECTIONS[kind];
}

/** Where the entry's own mapping stands (`users`, 2, `user`), and what is below. */
export function entryPath(entry: Entry, ...below: Path): Path {
  return [sectionOf(entry.kind), entry.index, entry.kind, ...below];
}

export function namePath(entry: Entry): Path {
  return [sectionOf(entry.kind), entry.index, "name"];
}

export function itemPath(entry: Entry): Path {
  return [sectionOf(entry.kind), entry.index];
}

export function entryNamed(file: KubeconfigFile, kind: EntryKind, name: string): Entry | undefined {
  const entries: readonly Entry[] = file[sectionOf(kind)];
  return entries.find(entry => entry.name === name);
}

/** Names an entry in whatever way the files are read again. */
export interface EntryName {
  readonly kind: EntryKind;
  readonly name: string;
  /** The `id` of the source; left out: the first file that has it, as kubectl takes it. */
  readonly source?: string;
  /** Of several of the name in its file: which one, from 0, of how many. Left out: the first. */
  readonly among?: { readonly nth: number; readonly count: number };
}

/** What finds this very entry again, also where another of its file has the same name. */
export function nameOf(files: readonly KubeconfigFile[], entry: Entry): EntryName {
  const { kind, name, source } = entry;
  const all = sameNamed(
    files.find(file => file.source.id === source),
    kind,
    name,
  );
  return { kind, name, source, among: { nth: Math.max(all.indexOf(entry), 0), count: all.length } };
}

/** The entries of the name of another one in its file: kubectl refuses the file because of them. */
export function twinsOf(files: readonly KubeconfigFile[], entry: Entry): readonly Entry[] {
  const file = files.find(each => each.source.id === entry.source);
  return sameNamed(file, entry.kind, entry.name).filter(each => each !== entry);
}

/** Nothing where the entry is gone, or one more or less of its name has come in between. */
export function findEntry(
  files: readonly KubeconfigFile[],
  { kind, name, source, among }: EntryName,
): Entry | undefined {
  for (const file of files) {
    if (source !== undefined && file.source.id !== source) continue;
    const all = sameNamed(file, kind, name);
    if (among !== undefined && all.length !== among.count) continue;
    const entry = all[among?.nth ?? 0];
    if (entry !== undefined) return entry;
  }
  return undefined;
}

function sameNamed(file: KubeconfigFile | undefined, kind: EntryKind, name: string): readonly Entry[] {
  const entries: readonly Entry[] = file?.[sectionOf(kind)] ?? [];
  return entries.filter(entry => entry.name === name);
}

export function allEntries(file: KubeconfigFile): readonly Entry[] {
  return [...file.clusters, ...file.users, ...file.contexts];
}

export function planOf(file: KubeconfigFile, changes: readonly Change[]): Plan {
  return { ok: true, files: changes.length === 0 ? [] : [{ source: file.source.id, changes }] };
}

export function planOfAll(files: readonly FileChanges[]): Plan {
  return { ok: true, files: files.filter(({ changes }) => changes.length > 0) };
}

export function refuse(reason: Message): Plan {
  return { ok: false, reason };
}
