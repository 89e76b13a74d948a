import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { root } from "../../../scripts/root.ts";
import { patience } from "../../support/pace.ts";

/** What one size of an input came to: see `child.ts`. */
export interface Measurement {
  readonly size: number;
  /** Milliseconds of CPU of all work. */
  readonly total: number;
  /** Milliseconds of CPU of the longest uninterrupted piece of each kind of work. */
  readonly longest: Readonly<Record<string, number>>;
  /** How many times as long as usual work takes: see `pace.ts`. */
  readonly slower: number;
}

export interface ChildResult {
  readonly measurements: readonly Measurement[];
  /** Why the process did not come to its end. */
  readonly failure?: string;
}

/** A child may take this many milliseconds on a quiet machine. */
const TIMEOUT = 60_000;
/** Its heap may take this many megabytes. */
const HEAP = 700;

/** Makes one file of a program of this folder, so that each child starts at once. */
export async function bundle(name: string): Promise<string> {
  const outfile = join(root, ".cache", "hostile", `${name}.cjs`);
  mkdirSync(join(root, ".cache", "hostile"), { recursive: true });
  await build({
    entryPoints: [join(root, "test", "hostile", `${name}.ts`)],
    outfile,
    bundle: true,
    platform: "node",
    format: "cjs",
    mainFields: ["module", "main"],
    logLevel: "error",
  });
  return outfile;
}

/** Runs a program with a limit on time and memory. Each line that it prints is a measurement. */
export function runChild(program: string, args: readonly string[]): Promise<ChildResult> {
  const flags = [`--max-old-space-size=${HEAP}`, "--max-semi-space-size=32", "--expose-gc"];
  const child = spawn(process.execPath, [...flags, program, ...args], { timeout: patience(TIMEOUT) });
  let output = "";
  let errors = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    errors += text;
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => {
      const lines = output.split("\n").filter(line => line !== "");
      const measurements = lines.map(line => JSON.parse(line) as Measurement);
      const reason = /^.*(?:Error|FATAL).*$/m.exec(errors)?.[0] ?? "";
      const failure = code === 0 ? undefined : `${signal ?? code} ${reason}`;
      resolve({ measurements, ...(failure !== undefined && { failure }) });
    });
  });
}
