import { spawnSync } from "node:child_process";

/** One run of a program: wall-clock milliseconds from start to end, and what it printed. */
export interface Run {
  readonly ms: number;
  readonly stdout: string;
}

/** @throws Error when the program fails */
export function timed(command: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env): Run {
  const start = performance.now();
  const run = spawnSync(command, args, { env, encoding: "utf8", maxBuffer: 2 ** 28 });
  const ms = performance.now() - start;
  if (run.error) throw run.error;
  if (run.status !== 0) throw new Error(`${command} ${args.join(" ")} failed: ${run.stderr}`);
  return { ms, stdout: run.stdout };
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
