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
}

export function findEntry(
  files: readonly KubeconfigFile[],
  { kind, name, source }: EntryName,
): Entry | undefined {
  for (const file of files) {
    const entry =
      source === undefined || file.source.id === source ? entryNamed(file, kind, name) : undefined;
    if (entry !== undefined) return entry;
  }
  return undefined;
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
