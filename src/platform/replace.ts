import { constants, type Stats } from "node:fs";
import { dirname, resolve } from "node:path";
import { type Message, say } from "../core/message.ts";
import type { WriteResult } from "../core/ports.ts";
import { codeOf, type Disk } from "./disk.ts";
import type { Clock } from "./lock.ts";
import { statsOf, syncFolder, temporaryOf } from "./temporary.ts";

/** Larger files are not rewritten. Bytes. */
const LARGEST = 64 * 1024 * 1024;

export type Refusal = WriteResult & { readonly kind: "refused" };

/** What stands at the place that is to be written. */
export type Found = FoundFile | { readonly kind: "missing" } | Refusal;

export interface FoundFile {
  readonly kind: "file";
  readonly bytes: Uint8Array;
  readonly stats: Stats;
}

/** The file that a path leads to over links, which need not exist. @throws ELOOP for links that go round */
export async function targetOf(path: string, disk: Disk): Promise<string> {
  let target = path;
  for (let links = 0; links < 40; links++) {
    const link = await disk.readlink(target).catch(error => {
      if (["EINVAL", "ENOENT", "ENOTDIR", "UNKNOWN"].includes(codeOf(error))) return undefined;
      throw error;
    });
    if (link === undefined) return target;
    // A link counts from where its folder is, which may be reached over a link itself.
    target = resolve(await disk.realpath(dirname(target)), link);
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
  found: FoundFile,
  bytes: Uint8Array,
  disk: Disk,
  clock: Clock,
): Promise<"done" | "changed" | Refusal> {
  const temporary = await makeReady(path, target, found, bytes, disk);
  if (typeof temporary !== "string") return temporary;
  try {
    const put = await putInPlace(temporary, target, found, disk, clock);
    if (put === "done") await syncFolder(target, disk);
    return put;
  } finally {
    await disk.unlink(temporary).catch(() => undefined);
  }
}

/** Write the new file beside the old one. @returns its path, or why it cannot have the old one's owner */
export async function makeReady(
  path: string,
  target: string,
  found: FoundFile,
  bytes: Uint8Array,
  disk: Disk,
): Promise<string | Refusal> {
  await assertWritable(target, disk);
  const temporary = temporaryOf(target);
  try {
    const own = await writeTemporary(temporary, bytes, found.stats, disk);
    return own ? temporary : { kind: "refused", reason: foreign(path) };
  } catch (error) {
    await disk.unlink(temporary).catch(() => undefined);
    throw error;
  }
}

/** @returns `changed`, and does nothing, when the file is not the one that was found, or the new one was taken for a stray */
export async function putInPlace(
  temporary: string,
  target: string,
  found: FoundFile,
  disk: Disk,
  clock: Clock,
): Promise<"done" | "changed"> {
  const now = await readTarget(target, disk);
  if (now.kind !== "file" || !isSame(now, found)) return "changed";
  if ((await statsOf(temporary, disk)) === undefined) return "changed";
  await renameOver(temporary, target, disk, clock);
  return "done";
}

/** Replacing a file would get around its permissions. @throws EACCES and the like */
export async function assertWritable(target: string, disk: Disk): Promise<void> {
  const handle = await disk.open(target, constants.O_WRONLY | (constants.O_NONBLOCK ?? 0));
  await handle.close();
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

/** The content counts as well: a file may have been read while somebody wrote it. */
function isSame(a: FoundFile, b: FoundFile): boolean {
  const [now, then] = [a.stats, b.stats];
  const isUntouched = now.ino === then.ino && now.mtimeMs === then.mtimeMs && now.mode === then.mode;
  return isUntouched && isSameOwner(now, then) && Buffer.compare(a.bytes, b.bytes) === 0;
}

function isSameOwner(a: Stats, b: Stats): boolean {
  return a.uid === b.uid && a.gid === b.gid;
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
