import { dirname } from "node:path";
import { type Message, say } from "../core/message.ts";
import type { Rewrite, WriteOptions, WriteResult } from "../core/ports.ts";
import { removeFolders } from "./create.ts";
import { decodeFile, encodeLike } from "./encoding.ts";
import { land } from "./land.ts";
import { guarded, refused } from "./refused.ts";
import { type FoundFile, makeReady, putInPlace, readTarget, targetOf } from "./replace.ts";
import { removeStrays, syncFolder } from "./temporary.ts";
import { type Outcome, whileLocked } from "./while-locked.ts";
import type { WriterWorld } from "./writer-world.ts";

/** How often a file that others change without the lock is read again. */
const ATTEMPTS = 5;

/** Change a file, or make it, under kubectl's lock. */
export async function rewriteLocked(
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
  readonly found: FoundFile;
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

function leftLock(path: string, lock: string): Message {
  return say(
    "{0} has been written, but {1} could not be removed, which keeps kubectl out: delete that file.",
    path,
    lock,
  );
}

function notText(path: string): Message {
  return say("{0} holds bytes that are no valid text, so it is not changed. Save it as UTF-8 first.", path);
}
