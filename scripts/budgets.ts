/** Runs the benchmarks, few rounds of each, and fails where one is over its budget (bench/run.ts holds them). */
import { measureLoad } from "../bench/load.ts";
import { type Counts, none, resultLine, text } from "./counts.ts";
import { root } from "./root.ts";
import { run } from "./run.ts";

const { code, output } = await run(process.execPath, ["bench/run.ts", "--check", "--quick"], {
  cwd: root,
  echo: true,
});
const benchmarks = output.split("\n").filter(line => /^\S+ +[\d.]+ ms, /.test(line));
const over = benchmarks.filter(line => line.endsWith("OVER BUDGET")).length;
const failed = code !== 0 && over === 0 ? 1 : over;
const load = await loadVerdicts();
for (const { line } of load) console.log(line);
const heavy = load.filter(({ fits }) => !fits).length;
const counts: Counts = {
  ...none,
  passed: benchmarks.length - over + load.length - heavy,
  failed: failed + heavy,
};
console.log(`budgets: ${text(counts)}`);
console.log(resultLine(counts));
process.exitCode = counts.failed > 0 ? 1 : 0;

interface Verdict {
  readonly line: string;
  readonly fits: boolean;
}

/** What loads at activation, and the core on first use: in bytes and against loading the `yaml` package. */
async function loadVerdicts(): Promise<readonly Verdict[]> {
  const most = { load: 2, core: 4, bytes: 200_000 };
  const { ours_ms, core_ms, peer_ms, bytes } = await measureLoad(7);
  const [load, core] = [ours_ms / peer_ms, core_ms / peer_ms];
  const verdict = (text: string, fits: boolean): Verdict => ({
    line: `${text}${fits ? "" : "  OVER BUDGET"}`,
    fits,
  });
  return [
    verdict(`load ${ours_ms} ms, ${load.toFixed(2)} times that of yaml`, load <= most.load),
    verdict(`load ${bytes} bytes`, bytes <= most.bytes),
    verdict(`core ${core_ms} ms on first use, ${core.toFixed(2)} times that of yaml`, core <= most.core),
  ];
}
