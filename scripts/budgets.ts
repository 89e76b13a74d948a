/** Runs the benchmarks and fails where one is over its budget (design.md, "Performance"). */
import { type Counts, none, resultLine, text } from "./counts.ts";
import { root } from "./root.ts";
import { run } from "./run.ts";

/** Ours over kubectl's time for the same file, and the memory in MB. */
const MOST = { ratio: 2, peakMb: 200 };

interface Benchmark {
  readonly name: string;
  readonly ratio: number;
  readonly peakMb: number;
}

const { code, output } = await run(process.execPath, ["bench/run.ts", "--json"], { cwd: root });
let counts: Counts = code === 0 ? none : { ...none, failed: 1 };
if (code !== 0) console.log(output);
for (const { name, ratio, peakMb } of benchmarks(output)) {
  const within = !(ratio > MOST.ratio) && !(peakMb > MOST.peakMb);
  console.log(`${within ? "✓" : "✗"} ${name}: ${ratio} times the peer's time, ${peakMb} MB`);
  counts = within ? { ...counts, passed: counts.passed + 1 } : { ...counts, failed: counts.failed + 1 };
}
console.log(`budgets: ${text(counts)} (at most ${MOST.ratio} times the peer's time and ${MOST.peakMb} MB)`);
console.log(resultLine(counts));
process.exitCode = counts.failed > 0 ? 1 : 0;

/** The lines `{name, ours_ms, peer, peer_ms, ratio, peak_mb}`; a benchmark without a peer has no ratio. */
function benchmarks(text: string): Benchmark[] {
  return text.split("\n").flatMap(line => {
    if (!line.startsWith("{")) return [];
    const { name, ratio, peak_mb: peakMb } = JSON.parse(line);
    return [{ name: String(name), ratio: Number(ratio), peakMb: Number(peakMb) }];
  });
}
