import { readFileSync } from "node:fs";
import { slowness } from "../support/pace.ts";
import { shapes } from "./shapes/index.ts";
import {
  exerciseBytes,
  exerciseDer,
  exerciseFile,
  exerciseKubeconfig,
  exerciseToken,
  type Runner,
} from "./support/exercise.ts";
import { StopWatch } from "./support/stop-watch.ts";

/**
 * Puts input through everything, in a process of its own, and prints a `Measurement` as a line of JSON for each:
 * `child.ts shapes SIZES INDEX…` makes it, in each of the sizes, `child.ts files PATH…` reads it.
 */
const feed: Record<(typeof shapes)[number]["entry"], (input: string | Uint8Array, runner: Runner) => void> = {
  kubeconfig: (input, runner) => exerciseKubeconfig(textOf(input), runner),
  token: (input, runner) => exerciseToken(textOf(input), runner),
  bytes: (input, runner) => exerciseBytes(bytesOf(input), runner),
  der: (input, runner) => exerciseDer(bytesOf(input), runner),
};

const [mode, ...args] = process.argv.slice(2);
const slower = slowness();
if (mode === "files") args.forEach(measureFile);
else measureShapes(args);

function measureShapes([sizes = "", ...indices]: readonly string[]): void {
  for (const index of indices.map(Number)) {
    const shape = shapes[index];
    if (shape === undefined) throw new Error(`No shape ${index}`);
    for (const size of sizes.split(",").map(Number)) {
      const input = shape.make(Math.min(size, shape.most ?? size));
      measure(size, watch => feed[shape.entry](input, watch));
    }
  }
}

function measureFile(path: string): void {
  const bytes = readFileSync(path);
  measure(bytes.length, watch => exerciseFile(bytes, watch));
}

function measure(size: number, work: (watch: StopWatch) => void): void {
  // What the last one has left behind is no work of this one.
  globalThis.gc?.();
  const watch = new StopWatch();
  work(watch);
  const { total, longest } = watch;
  console.log(JSON.stringify({ size, total: Math.round(total), longest, slower }));
}

function textOf(input: string | Uint8Array): string {
  return typeof input === "string" ? input : Buffer.from(input).toString("latin1");
}

function bytesOf(input: string | Uint8Array): Uint8Array {
  return typeof input === "string" ? Buffer.from(input, "utf8") : input;
}
