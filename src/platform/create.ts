import { constants } from "node:fs";
import { dirname } from "node:path";
import { say } from "../core/message.ts";
import { codeOf, type Disk } from "./disk.ts";
import type { Refusal } from "./replace.ts";
import { syncFolder, temporaryOf } from "./temporary.ts";

/** `exists`: somebody else was first. */
export type Created =
  | { readonly kind: "written"; readonly text: string }
  | (Refusal & { readonly exists: boolean });

/** A new file of mode 0600 that appears whole, and never takes the place of another. Missing folders are made. */
export async function createWhole(target: string, bytes: Uint8Array, disk: Disk): Promise<Created> {
  const made = await disk.mkdir(dirname(target), { recursive: true, mode: 0o700 });
  const temporary = temporaryOf(target);
  try {
    await writeNew(temporary, bytes, disk);
    await linkOrWrite(temporary, target, bytes, disk);
  } catch (error) {
    await disk.unlink(temporary).catch(() => undefined);
    await removeFolders(dirname(target), made, disk);
    if (codeOf(error) !== "EEXIST") throw error;
    const reason = say("{0} exists already, and is not overwritten. Choose another name.", target);
    return { kind: "refused", reason, exists: true };
  }
  // The file is in its place; a temporary name that stays goes with the next write.
  await disk.unlink(temporary).catch(() => undefined);
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
