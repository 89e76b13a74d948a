import { run } from "../../src/cli/run.ts";
import { nodePlatform } from "../../src/platform/node.ts";

/** Runs a command line over the real file system. */
export async function runOnDisk(
  cwd: string,
  now: number,
  ...args: readonly string[]
): Promise<{ readonly code: number; readonly text: string; readonly out: string; readonly err: string }> {
  const [texts, out, err]: [string[], string[], string[]] = [[], [], []];
  const world = { ...nodePlatform(), cwd, version: "0", now: () => now, out: keepIn(out), err: keepIn(err) };
  const code = await run(args, world);
  return { code, text: texts.join(""), out: out.join(""), err: err.join("") };

  function keepIn(list: string[]): (text: string) => void {
    return text => {
      texts.push(text);
      list.push(text);
    };
  }
}
