import { promises } from "node:fs";
import { dirname } from "node:path";
import { type Message, say } from "../core/message.ts";
import type { Locked, Rewrite, WriteOptions, WriteResult, Writer } from "../core/ports.ts";
import { createWhole, removeFolders } from "./create.ts";
import { codeOf, type Disk, diskMessage } from "./disk.ts";
import { decodeFile, encodeLike } from "./encoding.ts";
import { type Clock, type Lock, takeLock } from "./lock.ts";
import {
  assertWritable,
  type Found,
  makeReady,
  putInPlace,
  readTarget,
  replaceWhole,
  targetOf,
} from "./replace.ts";
import { removeStrays, syncFolder } from "./temporary.ts";

/** How often a file that others change without the lock is read again. */
const ATTEMPTS = 5;

export interface WriterWorld {
  readonly disk: Disk;
  readonly clock: Clock;
}

const realWorld: WriterWorld = {
  disk: promises,
  clock: {
    now: () => Date.now(),
    sleep: milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds)),
  },
};

/** Writes kubeconfigs, certificates and keys on the disk of this machine. */
export function nodeWriter(world: WriterWorld = realWorld): Writer {
  return {
    rewrite: (path, rewrite, options = {}) => rewriteLocked(path, rewrite, options, world),
    create: (path, content) => guarded(path, () => createUnlocked(path, bytesOf(content), world)),
    replace: (path, content) => guarded(path, () => replaceUnlocked(path, bytesOf(content), world)),
    restrict: path => guarded(path, () => restrictTo(path, world)),
    remove: path => guarded(path, () => removeFile(path, world)),
    whileLocked: async (path, run, options = {}) => {
      const outcome = await whileLocked(path, run, options, world);
      if (!outcome.ok || outcome.left === undefined) return outcome;
      const reason = say(
        "The lock {0} could not be removed, which keeps kubectl from changing {1}: delete the lock.",
        outcome.left,
        path,
      );
      return { ok: false, reason };
    },
  };
}

function bytesOf(content: string | Uint8Array): Uint8Array {
  return typeof content === "string" ? Buffer.from(content, "utf8") : content;
}

async function rewriteLocked(
  path: string,
  rewrite: Rewrite,
  options: WriteOptions,
  world: WriterWorld,
): Promise<WriteResult> {
  return guarded(path, async () => {
    const { disk } = world;
    const target = await targetOf(path, disk);
    const made = await disk.mkdir(dirname(target), { recursive: true, mode: 0o700 });
    let done = false;
    try {
      const outcome = await rewritePrepared({ path, target, rewrite, options }, world);
      if (!outcome.ok) return refused(outcome.reason);
      done = outcome.value.kind === "written";
      return done && outcome.left !== undefined ? refused(leftLock(path, outcome.left)) : outcome.value;
    } finally {
      if (!done) await removeFolders(dirname(target), made, disk);
    }
  });
}

interface Rewriting {
  readonly path: string;
  readonly target: string;
  readonly rewrite: Rewrite;
  readonly options: WriteOptions;
}

/** How often a new file is made ready before the lock is taken, rather than under it. */
const PREPARED = 3;

/**
 * kubectl does not wait for the lock but fails. So the new file is made ready first, and the lock held only while it takes the
 * place of the old one; where the old one has changed by then, it is made anew. What is not to be written, and what others
 * change too often, is decided under the lock: without it, a file may be read of which kubectl has written a half.
 */
async function rewritePrepared(job: Rewriting, world: WriterWorld): Promise<Outcome<WriteResult>> {
  for (let attempt = 0; attempt < PREPARED; attempt++) {
    const prepared = await prepare(job, world);
    if (prepared === undefined) break;
    const { temporary, found, text } = prepared;
    try {
      const swap = async () => {
        await removeStrays(job.target, world.disk, { except: temporary });
        return putInPlace(temporary, job.target, found, world.disk, world.clock);
      };
      const outcome = await whileLocked(job.path, swap, job.options, world);
      if (!outcome.ok) return outcome;
      if (outcome.value === "changed") continue;
      await syncFolder(job.target, world.disk);
      return { ...outcome, value: { kind: "written", text } };
    } finally {
      await world.disk.unlink(temporary).catch(() => undefined);
    }
  }
  return whileLocked(job.path, () => rewriteUnderLock(job, world), job.options, world);
}

interface Prepared {
  readonly temporary: string;
  readonly found: Found & { readonly kind: "file" };
  readonly text: string;
}

/** Nothing where there is no file, nothing to write into it as it stands, or where something fails: see under the lock. */
async function prepare(job: Rewriting, { disk }: WriterWorld): Promise<Prepared | undefined> {
  try {
    const found = await readTarget(job.target, disk);
    const current = found.kind === "file" ? decodeFile(found.bytes) : undefined;
    if (found.kind !== "file" || current === undefined) return undefined;
    const next = await job.rewrite(current.text);
    if (!next.ok || next.text === current.text) return undefined;
    const bytes = encodeLike(next.text, current.encoding);
    const temporary = await makeReady(job.path, job.target, found, bytes, disk);
    return typeof temporary === "string" ? { temporary, found, text: next.text } : undefined;
  } catch {
    return undefined;
  }
}

async function rewriteUnderLock(
  { path, target, rewrite }: Rewriting,
  world: WriterWorld,
): Promise<WriteResult> {
  await removeStrays(target, world.disk);
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const found = await readTarget(target, world.disk);
    if (found.kind === "refused") return found;
    const current = found.kind === "file" ? decodeFile(found.bytes) : undefined;
    if (found.kind === "file" && current === undefined) return refused(notText(path));
    const next = await rewrite(current?.text);
    if (!next.ok) return refused(next.reason);
    if (next.text === current?.text) return { kind: "unchanged" };
    const bytes = encodeLike(next.text, current?.encoding ?? "utf-8");
    const landed = await land(path, target, found, bytes, world);
    if (landed === "changed") continue;
    return landed === "done" ? { kind: "written", text: next.text } : landed;
  }
  return refused(say("{0} keeps changing while it is written. Nothing was changed. Try again later.", path));
}

/** Without a lock, a temporary file younger than this may be somebody's at work. Milliseconds. */
const STRAY_AGE = 60_000;

async function createUnlocked(
  path: string,
  bytes: Uint8Array,
  { disk, clock }: WriterWorld,
): Promise<WriteResult> {
  await removeStrays(path, disk, { before: clock.now() - STRAY_AGE });
  return createWhole(path, bytes, disk);
}

async function replaceUnlocked(path: string, bytes: Uint8Array, world: WriterWorld): Promise<WriteResult> {
  const target = await targetOf(path, world.disk);
  await removeStrays(target, world.disk, { before: world.clock.now() - STRAY_AGE });
  const found = await readTarget(target, world.disk);
  if (found.kind === "refused") return found;
  const landed = await land(path, target, found, bytes, world);
  if (landed === "changed") return refused(say("{0} has changed meanwhile. Nothing was written.", path));
  return landed === "done" ? { kind: "written", text: "" } : landed;
}

async function restrictTo(path: string, { disk }: WriterWorld): Promise<WriteResult> {
  const target = await targetOf(path, disk);
  const { mode } = await disk.stat(target);
  const owners = mode & 0o700;
  if ((mode & 0o7777) === owners) return { kind: "unchanged" };
  await disk.chmod(target, owners);
  return { kind: "written", text: "" };
}

async function removeFile(path: string, { disk }: WriterWorld): Promise<WriteResult> {
  try {
    await disk.unlink(path);
  } catch (error) {
    if (codeOf(error) === "ENOENT") return { kind: "unchanged" };
    throw error;
  }
  await syncFolder(path, disk);
  return { kind: "written", text: "" };
}

async function land(
  path: string,
  target: string,
  found: Exclude<Found, { readonly kind: "refused" }>,
  bytes: Uint8Array,
  { disk, clock }: WriterWorld,
): Promise<"done" | "changed" | (WriteResult & { readonly kind: "refused" })> {
  if (found.kind === "file") return replaceWhole(path, target, found, bytes, disk, clock);
  const created = await createWhole(target, bytes, disk);
  if (created.kind === "refused") return created.exists ? "changed" : created;
  return "done";
}

/** `left`: a lock that could not be removed. */
type Outcome<T> =
  | { readonly ok: true; readonly value: T; readonly left: string | undefined }
  | Extract<Locked<T>, { readonly ok: false }>;

/** The file's own lock, and that of the file a link leads to: whoever uses either name is kept out. */
async function whileLocked<T>(
  path: string,
  run: () => Promise<T>,
  options: WriteOptions,
  { disk, clock }: WriterWorld,
): Promise<Outcome<T>> {
  const locks: Lock[] = [];
  let left: string | undefined;
  const release = async (): Promise<void> => {
    for (const lock of locks.splice(0).reverse()) {
      await lock.release().catch(() => {
        left = lock.path;
      });
    }
  };
  try {
    const target = await targetOf(path, disk).catch(error => lockRefusal(path, error, disk));
    if (typeof target !== "string") return target;
    for (const name of [...new Set([path, target])].sort()) {
      const taken = await takeLock(name, disk, clock, options).catch(error => lockRefusal(name, error, disk));
      if (!taken.ok) return taken;
      locks.push(taken.lock);
    }
    const value = await run();
    await release();
    return { ok: true, value, left };
  } finally {
    await release();
  }
}

function leftLock(path: string, lock: string): Message {
  return say(
    "{0} has been written, but {1} could not be removed, which keeps kubectl out: delete that file.",
    path,
    lock,
  );
}

/** Where the folder takes no lock it takes no new file either. */
async function lockRefusal(
  path: string,
  error: unknown,
  disk: Disk,
): Promise<{ ok: false; reason: Message }> {
  const code = codeOf(error);
  if (code !== "EACCES" && code !== "EPERM") return { ok: false, reason: diskMessage(path, error) };
  const writable = await assertWritable(path, disk).then(
    () => true,
    () => false,
  );
  return { ok: false, reason: writable ? closedFolder(path) : diskMessage(path, error) };
}

function closedFolder(path: string): Message {
  return say(
    "{0} can be written, but its folder takes no new files. kubectl's lock cannot be taken there, and the file could not be replaced as a whole. Nothing was changed: allow writing to the folder, or edit the file by hand.",
    path,
  );
}

function notText(path: string): Message {
  return say("{0} holds bytes that are no valid text, so it is not changed. Save it as UTF-8 first.", path);
}

function refused(reason: Message): WriteResult & { readonly kind: "refused" } {
  return { kind: "refused", reason };
}

async function guarded(path: string, run: () => Promise<WriteResult>): Promise<WriteResult> {
  try {
    return await run();
  } catch (error) {
    return refused(diskMessage(path, error));
  }
}
