import { constants } from "node:fs";
import { type Message, say } from "../core/message.ts";
import type { WriteOptions } from "../core/ports.ts";
import { humanDuration } from "../core/x509/describe.ts";
import { codeOf, type Disk } from "./disk.ts";

/** How long a held lock is waited for, and how often it is looked at. Milliseconds. */
const PATIENCE = 2_000;
const INTERVAL = 25;

export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  sleep(milliseconds: number): Promise<void>;
}

export interface Lock {
  readonly path: string;
  release(): Promise<void>;
}

export type LockResult =
  | { readonly ok: true; readonly lock: Lock }
  | { readonly ok: false; readonly reason: Message };

/**
 * kubectl's lock: a file beside the kubeconfig that is made only where there is none (client-go tools/clientcmd/loader.go,
 * lockFile). kubectl itself does not wait for it: it fails while we hold it, and we wait a moment while it does.
 * @throws whatever the disk says but that the lock is held
 */
export async function takeLock(
  path: string,
  disk: Disk,
  clock: Clock,
  options: WriteOptions,
): Promise<LockResult> {
  const lock = `${path}.lock`;
  let deadline = clock.now() + PATIENCE;
  for (;;) {
    const made = await tryToMake(lock, disk);
    if (made !== undefined)
      return { ok: true, lock: { path: lock, release: () => removeSame(lock, made, disk) } };
    if (clock.now() < deadline) {
      await clock.sleep(INTERVAL);
      continue;
    }
    const held = await identityOf(lock, disk);
    if (held === undefined) continue;
    const age = Math.max(0, clock.now() - held.made);
    if (!((await options.onHeldLock?.({ path: lock, age })) ?? false))
      return { ok: false, reason: heldMessage(lock, age) };
    await removeSame(lock, held, disk);
    deadline = clock.now() + PATIENCE;
  }
}

interface Identity {
  readonly ino: number;
  /** Milliseconds since the epoch. */
  readonly made: number;
}

async function tryToMake(lock: string, disk: Disk): Promise<Identity | undefined> {
  try {
    const handle = await disk.open(lock, constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY, 0);
    try {
      const { ino, mtimeMs } = await handle.stat();
      return { ino, made: mtimeMs };
    } finally {
      await handle.close();
    }
  } catch (error) {
    // Windows answers EPERM while a lock that was removed is still being closed by somebody.
    if (codeOf(error) === "EEXIST" || (codeOf(error) === "EPERM" && process.platform === "win32"))
      return undefined;
    throw error;
  }
}

async function identityOf(lock: string, disk: Disk): Promise<Identity | undefined> {
  try {
    const { ino, mtimeMs } = await disk.lstat(lock);
    return { ino, made: mtimeMs };
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
}

/** A lock that was broken and taken by somebody else meanwhile is theirs. */
async function removeSame(lock: string, { ino, made }: Identity, disk: Disk): Promise<void> {
  const now = await identityOf(lock, disk);
  if (now?.ino !== ino || now.made !== made) return;
  await disk.unlink(lock).catch(error => {
    if (codeOf(error) !== "ENOENT") throw error;
  });
}

function heldMessage(lock: string, age: number): Message {
  return say(
    "Another program is changing this kubeconfig: it holds {0}, made {1} ago. Try again when it is done. If no such program runs any more, it left the lock behind: delete that file.",
    lock,
    humanDuration(age),
  );
}
