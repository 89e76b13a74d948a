import { type PkiRole, rolesOf } from "./layouts.ts";
import type { PkiFile } from "./model.ts";
import { isKeyName, stemOf } from "./names.ts";

export interface FoundRole {
  readonly role: PkiRole;
  /** The signer's stem, relative to the folder. */
  readonly signer?: string;
}

/** The role of each file that lies in a known layout, by the file's name. */
export function rolesByName(files: readonly PkiFile[]): ReadonlyMap<string, FoundRole> {
  const stems = new Map<string, Set<string>>();
  const places = files
    .filter(file => !isKeyName(file.name))
    .map(file => ({ file, prefixes: prefixesOf(file.name) }));
  for (const { file, prefixes } of places) {
    for (const prefix of prefixes) add(stems, prefix, stemOf(file.name).slice(prefix.length));
  }
  const layouts = new Map([...stems].map(([prefix, each]) => [prefix, rolesOf(each)]));
  const found = new Map<string, FoundRole>();
  for (const { file, prefixes } of places) {
    for (const prefix of prefixes) {
      const role = layouts.get(prefix)?.get(stemOf(file.name).slice(prefix.length));
      if (role === undefined) continue;
      found.set(file.name, { role, ...(role.signer === undefined ? {} : { signer: prefix + role.signer }) });
    }
  }
  return found;
}

/** The folder that a file lies in and the one above: a layout has at most one level, `etcd`. */
function prefixesOf(name: string): readonly string[] {
  const own = name.slice(0, name.lastIndexOf("/") + 1);
  if (own === "") return [own];
  return [own.slice(0, own.lastIndexOf("/", own.length - 2) + 1), own];
}

function add(map: Map<string, Set<string>>, key: string, value: string): void {
  const set = map.get(key);
  if (set === undefined) map.set(key, new Set([value]));
  else set.add(value);
}
