/** Runs the benchmarks, few rounds of each, and fails where one is over its budget (bench/run.ts holds them). */
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
const counts: Counts = { ...none, passed: benchmarks.length - over, failed };
console.log(`budgets: ${text(counts)}`);
console.log(resultLine(counts));
process.exitCode = failed > 0 ? 1 : 0;
