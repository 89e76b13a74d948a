import { randomBytes } from "node:crypto";
import { constants, type Stats } from "node:fs";
import { basename, dirname, join } from "node:path";
import { codeOf, type Disk } from "./disk.ts";

const MARK = ".kubeconfig-inspector-";

/** Beside the file it is to become, and hidden. */
export function temporaryOf(target: string): string {
  return join(dirname(target), `${strayPrefix(target)}${randomBytes(8).toString("hex")}.tmp`);
}

function strayPrefix(target: string): string {
  return `.${beginning(basename(target))}${MARK}`;
}

/** What of a name leaves room for more: whole characters, 80 bytes at most. */
function beginning(name: string): string {
  let short = "";
  for (const character of name) {
    if (Buffer.byteLength(short + character) > 80) break;
    short += character;
  }
  return short;
}

interface Strays {
  /** Those last written at or after that moment stay: milliseconds since the epoch. */
  readonly before?: number;
  /** The path of one that stays. */
  readonly except?: string;
}

/** Remove temporary files of writes that were killed. Under the lock, one that others have made ready may go: they make it anew. */
export async function removeStrays(
  target: string,
  disk: Disk,
  { before, except }: Strays = {},
): Promise<void> {
  const prefix = strayPrefix(target);
  const names = await disk.readdir(dirname(target)).catch(() => []);
  for (const name of names) {
    const rest = name.startsWith(prefix) ? name.slice(prefix.length) : "";
    const stray = join(dirname(target), name);
    if (!/^[0-9a-f]{16}\.tmp$/.test(rest) || stray === except) continue;
    const stats = await statsOf(stray, disk);
    if (stats === undefined || (before !== undefined && stats.mtimeMs >= before)) continue;
    await disk.unlink(stray).catch(() => undefined);
  }
}

/** So that the new name survives a power failure; some file systems and Windows do not offer it. */
export async function syncFolder(target: string, disk: Disk): Promise<void> {
  if (process.platform === "win32") return;
  try {
    const handle = await disk.open(dirname(target), constants.O_RDONLY);
    await handle.sync().finally(() => handle.close());
  } catch {
    // The file itself is in its place whatever the folder answers.
  }
}

/** Nothing where nothing stands there. */
export async function statsOf(path: string, disk: Disk): Promise<Stats | undefined> {
  return disk.lstat(path).catch(error => {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  });
}
