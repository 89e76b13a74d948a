import { run } from "../../src/cli/run.ts";
import { nodePlatform } from "../../src/platform/node.ts";

/** Runs a command line over the real file system. */
export async function runOnDisk(
  cwd: string,
  now: number,
  ...args: readonly string[]
): Promise<{ readonly code: number; readonly text: string }> {
  const texts: string[] = [];
  const world = { ...nodePlatform(), cwd, version: "0", now: () => now, out: keep, err: keep };
  const code = await run(args, world);
  return { code, text: texts.join("") };

  function keep(text: string): void {
    texts.push(text);
  }
}
