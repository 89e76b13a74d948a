import { promises } from "node:fs";
import { say } from "../core/message.ts";
import type { WriteResult, Writer } from "../core/ports.ts";
import { createWhole } from "./create.ts";
import { codeOf } from "./disk.ts";
import { land } from "./land.ts";
import { guarded, refused } from "./refused.ts";
import { readTarget, targetOf } from "./replace.ts";
import { rewriteLocked } from "./rewrite.ts";
import { removeStrays, syncFolder } from "./temporary.ts";
import { whileLocked } from "./while-locked.ts";
import type { WriterWorld } from "./writer-world.ts";

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
