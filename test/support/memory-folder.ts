import type { FolderWorld } from "../../src/core/pki/walk.ts";
import type { FileRead } from "../../src/core/ports.ts";

/** What lies at an absolute path: a text, a read of another kind, or a link to another path. */
export type MemoryEntry =
  | string
  | Uint8Array
  | Exclude<FileRead, { kind: "file" }>
  | { readonly link: string };

/** A world of files and folders by absolute path, with the paths that were read. */
export interface MemoryWorld extends FolderWorld {
  readonly reads: string[];
}

export function memoryWorld(entries: Readonly<Record<string, MemoryEntry>>): MemoryWorld {
  const paths = new Map(Object.entries(entries));
  const reads: string[] = [];
  return {
    reads,
    style: "posix",
    files: {
      read(path, maxBytes) {
        reads.push(path);
        return Promise.resolve(readOf(paths.get(resolved(paths, path)), maxBytes));
      },
    },
    realPath: path => Promise.resolve(resolved(paths, path)),
    list(path) {
      const prefix = `${resolved(paths, path)}/`;
      const names = new Set(
        [...paths.keys()]
          .filter(each => each.startsWith(prefix))
          .map(each => each.slice(prefix.length).split("/")[0] ?? ""),
      );
      return Promise.resolve(
        [...names].map(name => ({
          name,
          kind: kindOf(paths, resolved(paths, prefix + name)),
          ...(isLink(paths.get(prefix + name)) ? { link: true } : {}),
        })),
      );
    },
  };
}

/** With every link on the way followed, at most forty as Linux does. */
function resolved(paths: ReadonlyMap<string, MemoryEntry>, path: string): string {
  let real = path;
  for (let links = 0; links < 40; links++) {
    const parts = real.split("/");
    const at = parts.findIndex((_, index) => isLink(paths.get(parts.slice(0, index + 1).join("/"))));
    const entry = at < 0 ? undefined : paths.get(parts.slice(0, at + 1).join("/"));
    if (!isLink(entry)) return real;
    real = [entry.link, ...parts.slice(at + 1)].join("/");
  }
  return real;
}

function isLink(entry: MemoryEntry | undefined): entry is { readonly link: string } {
  return typeof entry === "object" && "link" in entry;
}

function kindOf(paths: ReadonlyMap<string, MemoryEntry>, path: string): "file" | "directory" | "other" {
  const entry = paths.get(path);
  if (entry === undefined)
    return [...paths.keys()].some(each => each.startsWith(`${path}/`)) ? "directory" : "other";
  return typeof entry === "string" || entry instanceof Uint8Array ? "file" : "other";
}

function readOf(entry: MemoryEntry | undefined, maxBytes: number): FileRead {
  if (entry === undefined || isLink(entry)) return { kind: "missing" };
  if (typeof entry !== "string" && !(entry instanceof Uint8Array)) return entry;
  const bytes = typeof entry === "string" ? new TextEncoder().encode(entry) : entry;
  return bytes.length > maxBytes
    ? { kind: "too-large", bytes: bytes.length, limit: maxBytes }
    : { kind: "file", bytes };
}
