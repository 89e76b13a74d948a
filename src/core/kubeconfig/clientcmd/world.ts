import type { FileRead } from "../../ports.ts";
import { Content } from "../content.ts";
import type { Lookup } from "../material.ts";
import { resolvePath } from "../paths.ts";
import type { ClientWorld } from "./config.ts";

const nothing = new Content(new Uint8Array(0));

/** The world as far as a lookup knows it. A file that nobody looked at is taken to open. */
export function worldOf(lookup: Lookup): ClientWorld {
  const at = (source: string, path: string): FileRead | undefined => {
    const absolute = resolvePath(lookup.paths.get(source), path, lookup.style);
    return absolute === undefined ? undefined : lookup.files.get(absolute);
  };
  return {
    open: (source, path) => openError(path, at(source, path)),
    read: (source, path) => {
      const read = at(source, path);
      if (read?.kind === "file") return lookup.cache.file(read.bytes);
      if (read?.kind === "not-regular" && read.what === "directory") return `read ${path}: is a directory`;
      return openError(path, read) ?? nothing;
    },
    data: lookup.cache.data,
  };
}

function openError(path: string, read: FileRead | undefined): string | undefined {
  if (read?.kind === "missing") return `open ${path}: no such file or directory`;
  if (read?.kind === "unreadable") return `open ${path}: permission denied`;
  return undefined;
}
