import { type Message, say } from "../core/message.ts";
import type { Locked, WriteOptions } from "../core/ports.ts";
import { codeOf, type Disk, diskMessage } from "./disk.ts";
import { type Lock, takeLock } from "./lock.ts";
import { assertWritable, targetOf } from "./replace.ts";
import type { WriterWorld } from "./writer-world.ts";

/** `left`: a lock that could not be removed. */
export type Outcome<T> =
  | { readonly ok: true; readonly value: T; readonly left: string | undefined }
  | Extract<Locked<T>, { readonly ok: false }>;

/** The file's own lock, and that of the file a link leads to: whoever uses either name is kept out. */
export async function whileLocked<T>(
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
