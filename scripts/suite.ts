import { globSync } from "node:fs";
import { join } from "node:path";
import { type Counts, none, resultLine, text } from "./counts.ts";
import { root } from "./root.ts";
import { run } from "./run.ts";

/** Folders whose files run two at a time: they mostly wait for other programs. */
const sideBySide: ReadonlySet<string> = new Set(["oracle", "e2e"]);

/**
 * Run the mocha suites of `test/NAME`, further arguments going to mocha, and print what they came to. A
 * folder without suites is said to be skipped.
 * @returns the exit code
 */
export async function runMocha(
  name: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<number> {
  const pattern = `test/${name}/**/*.test.ts`;
  if (globSync(pattern, { cwd: root }).length === 0) {
    console.log(`${name}: skipped, because test/${name} has no suites`);
    console.log(resultLine(none));
    return 0;
  }
  const jobs = sideBySide.has(name) ? ["--parallel", "--jobs", "2"] : [];
  const mocha = join(root, "node_modules", "mocha", "bin", "mocha.js");
  const { code, output } = await run(process.execPath, [mocha, pattern, ...jobs, ...args], {
    cwd: root,
    echo: true,
    env: { ...process.env, ...env },
  });
  const counts = countsOf(output, code);
  console.log(`${name}: ${text(counts)}`);
  console.log(resultLine(counts));
  return code;
}

/** The counts out of the last lines of mocha's reporters. A run that died counts as a failure. */
export function countsOf(output: string, code: number): Counts {
  const last = (word: string) =>
    Number([...output.matchAll(new RegExp(`^ +(\\d+) ${word}`, "gm"))].at(-1)?.[1] ?? 0);
  const failed = last("failing");
  return {
    passed: last("passing"),
    failed: code !== 0 && failed === 0 ? 1 : failed,
    skipped: last("pending"),
  };
}
