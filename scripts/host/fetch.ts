import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { cache } from "../root.ts";
import { must } from "../run.ts";

/**
 * A folder in the cache that `make` fills once. It is filled beside its place and then moved, so that a
 * run that was interrupted leaves nothing half-done, and other processes that want the same folder wait.
 */
export async function cached(name: string, make: (folder: string) => Promise<void>): Promise<string> {
  const place = join(cache, name);
  if (existsSync(place)) return place;
  mkdirSync(cache, { recursive: true });
  const release = await lock(join(cache, `${name}.lock`));
  try {
    if (existsSync(place)) return place;
    console.error(`Fetching ${name} into ${dirname(place)} (once)`);
    const partial = mkdtempSync(join(cache, `${name}.partial-`));
    try {
      await make(partial);
      renameSync(partial, place);
    } finally {
      rmSync(partial, { recursive: true, force: true });
    }
    return place;
  } finally {
    release();
  }
}

/** Unpack an npm package into a folder, without its dependencies and without running anything of it. */
export async function unpack(spec: string, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await must("npm", ["pack", spec, "--pack-destination", folder, "--silent"], {
    cwd: folder,
    shell: onWindows,
  });
  const archive = readdirSync(folder).find(file => file.endsWith(".tgz"));
  if (archive === undefined) throw new Error(`npm pack ${spec} made no archive`);
  await must("tar", ["xzf", archive, "--strip-components", "1"], { cwd: folder });
  rmSync(join(folder, archive));
}

/** npm and other `.cmd` programs need a shell there. */
export const onWindows: boolean = process.platform === "win32";

/** Read, change and write a JSON object file. */
export function editJson(path: string, edit: (value: Record<string, unknown>) => void): void {
  const value = JSON.parse(readFileSync(path, "utf8"));
  edit(value);
  writeFileSync(path, JSON.stringify(value, null, 2));
}

/** Wait until this process is the only one that works behind `path`. The lock of a dead process is taken over. */
async function lock(path: string): Promise<() => void> {
  for (;;) {
    try {
      writeFileSync(path, String(process.pid), { flag: "wx" });
      return () => rmSync(path, { force: true });
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    }
    if (!alive(path)) rmSync(path, { force: true });
    await sleep(250);
  }
}

function alive(lockFile: string): boolean {
  try {
    process.kill(Number(readFileSync(lockFile, "utf8")), 0);
    return true;
  } catch {
    return false;
  }
}
