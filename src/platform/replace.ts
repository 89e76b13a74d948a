import { randomBytes } from "node:crypto";
import { constants, type Stats } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { type Message, say } from "../core/message.ts";
import type { WriteResult } from "../core/ports.ts";
import { codeOf, type Disk } from "./disk.ts";
import type { Clock } from "./lock.ts";

/** Larger files are not rewritten. Bytes. */
const LARGEST = 64 * 1024 * 1024;

type Refusal = WriteResult & { readonly kind: "refused" };

/** What stands at the place that is to be written. */
export type Found =
  | { readonly kind: "file"; readonly bytes: Uint8Array; readonly stats: Stats }
  | { readonly kind: "missing" }
  | Refusal;

/** The file that a path leads to over links, which need not exist. @throws ELOOP for links that go round */
export async function targetOf(path: string, disk: Disk): Promise<string> {
  let target = path;
  for (let links = 0; links < 40; links++) {
    const link = await disk.readlink(target).catch(error => {
      if (["EINVAL", "ENOENT", "ENOTDIR", "UNKNOWN"].includes(codeOf(error))) return undefined;
      throw error;
    });
    if (link === undefined) return target;
    target = resolve(dirname(target), link);
  }
  throw Object.assign(new Error("Too many links"), { code: "ELOOP" });
}

export async function readTarget(target: string, disk: Disk): Promise<Found> {
  const before = await statsOf(target, disk);
  if (before === undefined) return { kind: "missing" };
  const reason = unfit(target, before);
  if (reason !== undefined) return { kind: "refused", reason };
  const handle = await disk.open(target, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const stats = await handle.stat();
    const changed = unfit(target, stats);
    if (changed !== undefined) return { kind: "refused", reason: changed };
    return { kind: "file", bytes: await handle.readFile(), stats };
  } finally {
    await handle.close();
  }
}

async function statsOf(path: string, disk: Disk): Promise<Stats | undefined> {
  return disk.lstat(path).catch(error => {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  });
}

/** Why a file is not replaced. */
function unfit(target: string, stats: Stats): Message | undefined {
  if (!stats.isFile()) return say("{0} is no regular file, so it is not written.", target);
  if (stats.size > LARGEST) return say("{0} is too large to be changed here.", target);
  if ((stats.mode & 0o222) === 0) {
    return say(
      "{0} is read-only. Nothing was changed: allow writing to it first if the change is meant.",
      target,
    );
  }
  if (stats.nlink > 1) {
    return say(
      "{0} has another name in this file system (a hard link), which replacing it would cut off. Nothing was changed: edit the file by hand.",
      target,
    );
  }
  return undefined;
}

/**
 * A new file with the old one's mode and owner takes its place in one step; before that, the old one is untouched.
 * @returns `changed` when the file is not the one that was found
 */
export async function replaceWhole(
  path: string,
  target: string,
  found: Found & { readonly kind: "file" },
  bytes: Uint8Array,
  disk: Disk,
  clock: Clock,
): Promise<"done" | "changed" | Refusal> {
  await disk.access(target, constants.W_OK);
  const temporary = temporaryOf(target);
  try {
    const own = await writeTemporary(temporary, bytes, found.stats, disk);
    if (!own) return { kind: "refused", reason: foreign(path) };
    const now = await statsOf(target, disk);
    if (now === undefined || !isSame(now, found.stats)) {
      await disk.unlink(temporary);
      return "changed";
    }
    await renameOver(temporary, target, disk, clock);
  } catch (error) {
    await disk.unlink(temporary).catch(() => undefined);
    throw error;
  }
  await syncFolder(target, disk);
  return "done";
}

/** @returns whether it could be given the owner of the file it replaces; it is removed where not */
async function writeTemporary(
  temporary: string,
  bytes: Uint8Array,
  like: Stats,
  disk: Disk,
): Promise<boolean> {
  const handle = await disk.open(temporary, constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY, 0o600);
  let own = true;
  try {
    await handle.writeFile(bytes);
    if (process.platform !== "win32") {
      const { uid, gid } = await handle.stat();
      if (uid !== like.uid || gid !== like.gid)
        own = await handle.chown(like.uid, like.gid).then(() => true, denied);
      if (own) await handle.chmod(like.mode & 0o7777);
    }
    if (own) await handle.sync();
  } finally {
    await handle.close();
  }
  if (!own) await disk.unlink(temporary);
  return own;
}

function denied(error: unknown): false {
  if (codeOf(error) === "EPERM") return false;
  throw error;
}

function foreign(path: string): Message {
  return say(
    "{0} belongs to another user or group, and replacing it would make it yours. Nothing was changed: edit the file by hand, or as its owner.",
    path,
  );
}

function isSame(a: Stats, b: Stats): boolean {
  return a.ino === b.ino && a.size === b.size && a.mtimeMs === b.mtimeMs;
}

/** Windows refuses while a virus scanner or an indexer has one of the files open, which passes. */
async function renameOver(from: string, to: string, disk: Disk, clock: Clock): Promise<void> {
  for (let wait = 10; ; wait *= 2) {
    try {
      await disk.rename(from, to);
      return;
    } catch (error) {
      const passes = process.platform === "win32" && ["EPERM", "EACCES", "EBUSY"].includes(codeOf(error));
      if (!passes || wait > 1_000) throw error;
      await clock.sleep(wait);
    }
  }
}

/** `exists`: somebody else was first. */
export type Created =
  | { readonly kind: "written"; readonly text: string }
  | (Refusal & { readonly exists: boolean });

/** A new file of mode 0600 that appears whole, and never takes the place of another. Missing folders are made. */
export async function createWhole(target: string, bytes: Uint8Array, disk: Disk): Promise<Created> {
  const made = await disk.mkdir(dirname(target), { recursive: true, mode: 0o700 });
  const temporary = temporaryOf(target);
  try {
    const handle = await disk.open(
      temporary,
      constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY,
      0o600,
    );
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await disk.link(temporary, target);
    await disk.unlink(temporary);
  } catch (error) {
    await disk.unlink(temporary).catch(() => undefined);
    await removeFolders(dirname(target), made, disk);
    if (codeOf(error) !== "EEXIST") throw error;
    const reason = say("{0} exists already, and is not overwritten. Choose another name.", target);
    return { kind: "refused", reason, exists: true };
  }
  await syncFolder(target, disk);
  return { kind: "written", text: "" };
}

async function writeNew(path: string, bytes: Uint8Array, disk: Disk): Promise<void> {
  const handle = await disk.open(path, constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY, 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const NO_LINKS = new Set(["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK"]);

/** The name appears with the whole content behind it; where the file system has no hard links, before it. */
async function linkOrWrite(temporary: string, target: string, bytes: Uint8Array, disk: Disk): Promise<void> {
  try {
    await disk.link(temporary, target);
    return;
  } catch (error) {
    if (!NO_LINKS.has(codeOf(error))) throw error;
  }
  try {
    await writeNew(target, bytes, disk);
  } catch (error) {
    if (codeOf(error) !== "EEXIST") await disk.unlink(target).catch(() => undefined);
    throw error;
  }
}

/** From the innermost up to the first one that was made; those that hold something by now stay. */
export async function removeFolders(innermost: string, first: string | undefined, disk: Disk): Promise<void> {
  if (first === undefined) return;
  for (let folder = innermost; ; folder = dirname(folder)) {
    const gone = await disk.rmdir(folder).then(
      () => true,
      () => false,
    );
    if (!gone || folder === first || folder === dirname(folder)) return;
  }
}

const MARK = ".kubeconfig-inspector-";

function temporaryOf(target: string): string {
  return join(dirname(target), `${strayPrefix(target)}${randomBytes(8).toString("hex")}.tmp`);
}

function strayPrefix(target: string): string {
  return `.${basename(target).slice(0, 80)}${MARK}`;
}

/**
 * Remove temporary files of writes that were killed.
 * @param before those last written at or after that moment stay: milliseconds since the epoch. Under the lock nobody
 * else writes, and none has to.
 */
export async function removeStrays(
  target: string,
  disk: Disk,
  before = Number.POSITIVE_INFINITY,
): Promise<void> {
  const prefix = strayPrefix(target);
  const names = await disk.readdir(dirname(target)).catch(() => []);
  for (const name of names) {
    const rest = name.startsWith(prefix) ? name.slice(prefix.length) : "";
    if (!/^[0-9a-f]{16}\.tmp$/.test(rest)) continue;
    const stray = join(dirname(target), name);
    const stats = await statsOf(stray, disk);
    if (stats !== undefined && stats.mtimeMs < before) await disk.unlink(stray).catch(() => undefined);
  }
}

/** So that the new name survives a power failure; some file systems and Windows do not offer it. */
async function syncFolder(target: string, disk: Disk): Promise<void> {
  if (process.platform === "win32") return;
  try {
    const handle = await disk.open(dirname(target), constants.O_RDONLY);
    await handle.sync().finally(() => handle.close());
  } catch {
    // The file itself is in its place whatever the folder answers.
  }
}
