import { constants, promises as fs, type Stats } from "node:fs";
import { homedir, platform as system } from "node:os";
import type { DirectoryEntry, FileRead, Files, Platform } from "../core/ports.ts";
import { nodeWriter } from "./write.ts";

/** The world of a Node extension host: local, WSL, SSH or a container. */
export function nodePlatform(): Platform {
  return {
    files: nodeFiles,
    style: system() === "win32" ? "windows" : "posix",
    local: true,
    home: homedir(),
    env: () => process.env,
    now: () => Date.now(),
    realPath: path => fs.realpath(path).catch(() => path),
    writer: nodeWriter(),
    list,
  };
}

/** Regular files only, asked again after the open: a named pipe or a device never blocks or answers. */
export const nodeFiles: Files = {
  async read(path, maxBytes) {
    try {
      const before = await fs.stat(path);
      return before.isFile() ? await open(path, maxBytes) : { kind: "not-regular", what: kindOf(before) };
    } catch (error) {
      return failure(error);
    }
  },
};

async function open(path: string, maxBytes: number): Promise<FileRead> {
  const handle = await fs.open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const stats = await handle.stat();
    if (!stats.isFile()) return { kind: "not-regular", what: kindOf(stats) };
    if (stats.size > maxBytes) return { kind: "too-large", bytes: stats.size, limit: maxBytes };
    const { bytes, read } = await readUpTo(handle, maxBytes + 1, stats.size);
    if (read > maxBytes) return { kind: "too-large", bytes: read, limit: maxBytes };
    // The bits that Node makes up on Windows say nothing about who may read a file.
    return {
      kind: "file",
      bytes: bytes.subarray(0, read),
      ...(process.platform !== "win32" && { mode: stats.mode & 0o777 }),
    };
  } finally {
    await handle.close();
  }
}

/** Files under /proc say that they are empty, and a file may grow while it is read: the bound is on bytes read. */
async function readUpTo(handle: fs.FileHandle, limit: number, size: number) {
  let bytes = Buffer.alloc(Math.min(limit, Math.max(size + 1, 4096)));
  let read = 0;
  for (;;) {
    const { bytesRead } = await handle.read(bytes, read, bytes.length - read, read);
    read += bytesRead;
    if (bytesRead === 0 || read >= limit) return { bytes, read };
    if (read === bytes.length) bytes = Buffer.concat([bytes], Math.min(limit, bytes.length * 2));
  }
}

function kindOf(stats: Stats): Extract<FileRead, { kind: "not-regular" }>["what"] {
  if (stats.isDirectory()) return "directory";
  if (stats.isFIFO()) return "pipe";
  if (stats.isSocket()) return "socket";
  return stats.isCharacterDevice() || stats.isBlockDevice() ? "device" : "other";
}

function failure(error: unknown): FileRead {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "ENOENT" || code === "ENOTDIR") return { kind: "missing" };
  return { kind: "unreadable", reason: reasons[code] ?? code };
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EPERM: "operation not permitted",
  ELOOP: "too many symbolic links",
  ENAMETOOLONG: "file name too long",
};

async function list(path: string, refused?: (reason: string) => void): Promise<readonly DirectoryEntry[]> {
  try {
    const entries = await fs.readdir(path, { withFileTypes: true });
    return await Promise.all(
      entries.map(async entry => {
        const stats = entry.isSymbolicLink()
          ? await fs.stat(`${path}/${entry.name}`).catch(() => entry)
          : entry;
        return {
          name: entry.name,
          kind: stats.isFile() ? "file" : stats.isDirectory() ? "directory" : "other",
          ...(entry.isSymbolicLink() ? { link: true } : {}),
        };
      }),
    );
  } catch (error) {
    const why = failure(error);
    if (why.kind === "unreadable") refused?.(why.reason);
    return [];
  }
}
