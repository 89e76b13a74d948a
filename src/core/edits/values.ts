import type { Entry, KubeconfigFile } from "../kubeconfig/model.ts";
import { directoryOf, isAbsolutePath, resolvePath } from "../kubeconfig/paths.ts";
import { v1 } from "../kubeconfig/schema/fields.ts";
import type { PathStyle } from "../ports.ts";
import { deref, entriesOf, get } from "../yaml/access.ts";
import { toJson } from "../yaml/json.ts";
import type { ResolvedNode, YamlNode } from "../yaml/node.ts";
import { isMap, type Json, type JsonMap } from "./change.ts";
import { sectionOf } from "./plan.ts";

/** An entry's own mapping as plain data, in its order, with what v1 does not know. Holds its secrets. */
export function entryValue(file: KubeconfigFile, entry: Entry): JsonMap {
  const list = below(file.document.root, sectionOf(entry.kind));
  const item = list?.kind === "seq" ? list.items[entry.index] : undefined;
  const value = below(item, entry.kind);
  if (value?.kind !== "map") return {};
  return Object.fromEntries(
    entriesOf(value).map(({ name, value }) => [name, JSON.parse(toJson(value) ?? "null") as Json]),
  );
}

function below(node: YamlNode | undefined, key: string): ResolvedNode | undefined {
  const map = node && deref(node);
  const value = map?.kind === "map" ? get(map, key) : undefined;
  return value && deref(value);
}

const PATHS: ReadonlySet<string> = new Set(
  [...v1.fieldsOf("cluster"), ...v1.fieldsOf("user")]
    .filter(({ holds }) => holds === "file")
    .map(({ key }) => key),
);

/**
 * The same entry as it has to be written in another file: relative paths lead to the same files from there. As kubectl
 * does, a path below the directory of the file is written relative to it, any other stays absolute (client-go
 * tools/clientcmd/loader.go, RelativizePathWithNoBacksteps).
 */
export function movedTo(
  value: JsonMap,
  from: string | undefined,
  to: string | undefined,
  style: PathStyle,
): JsonMap {
  if (from === undefined || (to !== undefined && directoryOf(from, style) === directoryOf(to, style)))
    return value;
  const moved = (path: Json): Json => (typeof path === "string" ? movedPath(path, from, to, style) : path);
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => {
      if (PATHS.has(key)) return [key, moved(item)];
      if (key !== "exec" || !isMap(item)) return [key, item];
      const command = item["command"];
      const isPath =
        typeof command === "string" &&
        /[\\/]/.test(style === "windows" ? command : command.replaceAll("\\", ""));
      return [key, isPath ? { ...item, command: moved(command) } : item];
    }),
  );
}

function movedPath(path: string, from: string, to: string | undefined, style: PathStyle): string {
  if (path === "" || isAbsolutePath(path, style)) return path;
  const absolute = resolvePath(from, path, style) ?? path;
  if (to === undefined) return absolute;
  const separator = style === "windows" ? "\\" : "/";
  const folder = directoryOf(to, style).replace(/[\\/]$/, "") + separator;
  return absolute.startsWith(folder) ? absolute.slice(folder.length) : absolute;
}
