import { run } from "../../src/cli/run.ts";
import type { CliWorld } from "../../src/cli/world.ts";
import { nodePlatform } from "../../src/platform/node.ts";

/** What a command line has told, `text` in the order in which it came, and its exit code. */
export interface RanOnDisk {
  readonly code: number;
  readonly text: string;
  readonly out: string;
  readonly err: string;
}

/** Runs a command line over the real file system. */
export function runOnDisk(cwd: string, now: number, ...args: readonly string[]): Promise<RanOnDisk> {
  return runInWorld({ cwd, now: () => now }, args);
}

/** The same, with what a test has of the world in the place of the machine's. */
export async function runInWorld(
  given: Partial<CliWorld> & Pick<CliWorld, "cwd">,
  args: readonly string[],
): Promise<RanOnDisk> {
  const [texts, out, err]: [string[], string[], string[]] = [[], [], []];
  const code = await run(args, {
    ...nodePlatform(),
    version: "0",
    ...given,
    out: text => {
      keepIn(out)(text);
      return given.out?.(text);
    },
    err: text => {
      keepIn(err)(text);
      given.err?.(text);
    },
  });
  return { code, text: texts.join(""), out: out.join(""), err: err.join("") };

  function keepIn(list: string[]): (text: string) => void {
    return text => {
      texts.push(text);
      list.push(text);
    };
  }
}
