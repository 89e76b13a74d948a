import { run } from "../../../src/cli/run.ts";
import type { CliWorld } from "../../../src/cli/world.ts";
import { type MemoryEntry, memoryWorld } from "../../support/memory-folder.ts";
import { NOW } from "../pki/support.ts";

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command line over files and folders by absolute path, in `/work`. */
export async function runIn(
  entries: Readonly<Record<string, MemoryEntry>>,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  let out = "";
  let err = "";
  const memory = memoryWorld(entries);
  const world: CliWorld = {
    ...memory,
    files: {
      async read(path, maxBytes) {
        const isFolder = Object.keys(entries).some(each => each.startsWith(`${path}/`));
        return isFolder ? { kind: "not-regular", what: "directory" } : memory.files.read(path, maxBytes);
      },
    },
    local: true,
    cwd: "/work",
    version: "1.2.3",
    env: () => env,
    now: () => NOW,
    out: text => {
      out += text;
    },
    err: text => {
      err += text;
    },
  };
  const code = await run(args, world);
  return { code, out, err };
}
