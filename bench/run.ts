import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { findKubectl } from "../scripts/kubectl.ts";
import { root } from "../scripts/root.ts";
import { median, timed } from "./processes.ts";
import { certificateSample, tokenSample } from "./samples.ts";

/**
 * `npm run -s bench`: the headless analysis, every certificate decoded and every rule run, in a process of its own
 * against `kubectl config get-contexts` on the same file, runs alternating. `--json` prints one line each, `--check`
 * fails where a budget of the design is exceeded.
 */
interface Result {
  readonly name: string;
  readonly ours_ms: number;
  readonly peer: string | null;
  readonly peer_ms: number | null;
  readonly ratio: number | null;
  /** How many times as much CPU as on a quiet machine a fixed piece of work took meanwhile. */
  readonly slowness: number;
  /** Null where a process that ran long enough to collect its garbage would be needed to say. */
  readonly peak_mb: number | null;
}

interface Report {
  readonly first_ms: number;
  readonly edit_ms: number | null;
  readonly slowness: number;
  readonly peak_mb: number;
}

const budgets: Readonly<Record<string, { readonly ms?: number; readonly ratio?: number }>> = {
  "certificates-1000": { ratio: 2 },
  "edit-1000": { ms: 50 },
  "keystroke-50KB": { ms: 20 },
};
const peakBudget = 200;
/** Milliseconds are those of a quiet machine; only beyond so many times them does `--check` fail. */
const busy = 1.5;

const flags = new Set(process.argv.slice(2));
const checks = flags.has("--check");
const rounds = flags.has("--quick") ? 3 : 7;
/** A busy machine only ever makes it slower: with `--check`, what is over its budget is measured so many times. */
const tries = checks ? 3 : 1;
const program = await bundled();
const kubectl = await findKubectl();
const results: Result[] = [];
for (const contexts of [10, 100, 1000]) {
  const path = await certificateSample(contexts);
  results.push(settled(() => against(`certificates-${contexts}`, path)));
}
const [tokens, small, large] = [
  await tokenSample(10_000),
  await certificateSample(10),
  await certificateSample(1000),
];
results.push(settled(() => against("tokens-10000", tokens)));
results.push(settled(() => edited("keystroke-50KB", small)));
results.push(settled(() => edited("edit-1000", large)));
for (const result of results) print(result);
if (checks) process.exitCode = results.every(result => withinBudget(result, busy)) ? 0 : 1;

/** The core as it ships: one minified file. */
async function bundled(): Promise<string> {
  const outfile = join(root, ".cache", "bench", "headless.cjs");
  mkdirSync(join(root, ".cache", "bench"), { recursive: true });
  await build({
    entryPoints: [join(root, "bench", "headless.ts")],
    outfile,
    bundle: true,
    minify: true,
    platform: "node",
    format: "cjs",
    target: "node22",
    mainFields: ["module", "main"],
  });
  return outfile;
}

function settled(measure: () => Result): Result {
  let result = measure();
  for (let more = tries - 1; more > 0 && !withinBudget(result, busy); more--) result = measure();
  return result;
}

function against(name: string, path: string): Result {
  const ours: number[] = [];
  const peer: number[] = [];
  const peaks: number[] = [];
  const env = { ...process.env, KUBECONFIG: path };
  for (let round = 0; round < rounds; round++) {
    const run = timed(process.execPath, [program, path]);
    ours.push(run.ms);
    peaks.push(report(run.stdout).peak_mb);
    peer.push(timed(kubectl, ["config", "get-contexts"], env).ms);
  }
  const [ours_ms, peer_ms] = [median(ours), median(peer)];
  return {
    name,
    ours_ms: round(ours_ms),
    peer: "kubectl config get-contexts",
    peer_ms: round(peer_ms),
    ratio: Math.round((ours_ms / peer_ms) * 100) / 100,
    slowness: 1,
    peak_mb: round(Math.max(...peaks)),
  };
}

/** CPU time of the median analysis after an edit of one character, in a process that has seen the file before. */
function edited(name: string, path: string): Result {
  const runs = Array.from({ length: 3 }, () =>
    report(timed(process.execPath, [program, path, "edit"]).stdout),
  );
  return {
    name,
    ours_ms: round(median(runs.map(run => run.edit_ms ?? Number.NaN))),
    peer: null,
    peer_ms: null,
    ratio: null,
    slowness: round(median(runs.map(run => run.slowness))),
    peak_mb: null,
  };
}

function report(stdout: string): Report {
  return JSON.parse(stdout) as Report;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** @param slack times the budget in milliseconds that are still within it; ratios need none */
function withinBudget({ name, ours_ms, ratio, slowness, peak_mb }: Result, slack: number): boolean {
  const budget = budgets[name];
  const peakMatters = name === "certificates-1000";
  return (
    !(ours_ms > slack * slowness * (budget?.ms ?? Number.POSITIVE_INFINITY)) &&
    !((ratio ?? 0) > (budget?.ratio ?? Number.POSITIVE_INFINITY)) &&
    !(peakMatters && (peak_mb ?? 0) > peakBudget)
  );
}

function print(result: Result): void {
  if (flags.has("--json")) {
    console.log(JSON.stringify(result));
    return;
  }
  const peer =
    result.peer_ms === null ? "" : `, ${result.peer} ${result.peer_ms} ms: ${result.ratio} times its time`;
  const late = withinBudget(result, busy)
    ? "  over budget, by no more than a busy machine may be"
    : "  OVER BUDGET";
  const verdict = withinBudget(result, 1) ? "" : late;
  const memory = result.peak_mb === null ? ", one edit" : `, ${result.peak_mb} MB`;
  console.log(`${result.name.padEnd(20)} ${result.ours_ms} ms${memory}${peer}${verdict}`);
}
