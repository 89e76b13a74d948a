/**
 * Everything, in order: `npm test`. Arguments name some of the suites instead: `npm test -- unit host`.
 * At the end stands once more what failed. The last line is the sum of all suites; the exit code is 1 when anything
 * failed.
 */
import { appendFileSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { add, type Counts, none, readResult, text } from "./counts.ts";
import { failuresIn } from "./failures.ts";
import { root } from "./root.ts";
import { run } from "./run.ts";

interface Suite {
  readonly name: string;
  readonly args: readonly string[];
  /** Skipped, and said so, where this file of the project is absent. */
  readonly needs?: string;
}

const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
const suites: readonly Suite[] = [
  { name: "lint", args: ["scripts/lint.ts"] },
  { name: "check-types", args: [tsc, "-p", "tsconfig.json", "--noEmit"] },
  { name: "unit", args: ["scripts/mocha.ts", "unit", "--forbid-only"] },
  { name: "hostile", args: ["scripts/mocha.ts", "hostile", "--forbid-only"] },
  { name: "oracle", args: ["scripts/mocha.ts", "oracle", "--forbid-only"] },
  { name: "host", args: ["scripts/test-host.ts"] },
  { name: "e2e", args: ["scripts/test-e2e.ts", "--forbid-only"] },
  { name: "cluster", args: ["scripts/mocha.ts", "cluster", "--forbid-only"] },
  { name: "package", args: ["scripts/package.ts"] },
  { name: "budgets", args: ["scripts/budgets.ts"], needs: "bench/run.ts" },
];

const asked = process.argv.slice(2);
const unknown = asked.filter(name => !suites.some(suite => suite.name === name));
if (unknown.length > 0)
  throw new Error(`No suite ${unknown.join(", ")}: ${suites.map(each => each.name).join(", ")}`);

/** Everything that the suites print, for whoever comes when it has scrolled away. */
const log = join(root, ".cache", "test.log");
mkdirSync(dirname(log), { recursive: true });
writeFileSync(log, "");

const table: string[] = [];
const failures: string[] = [];
let total = none;
for (const suite of suites.filter(({ name }) => asked.length === 0 || asked.includes(name))) {
  const started = performance.now();
  console.log(`\n=== ${suite.name}`);
  const counts = await runSuite(suite);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  table.push(`${suite.name.padEnd(12)} ${counts === undefined ? "skipped" : text(counts)} (${seconds} s)`);
  total = add(total, counts ?? none);
}
if (failures.length > 0) console.log(`\n=== what failed\n${failures.join("\n")}`);
console.log(`\n${table.join("\n")}\n`);
if (total.failed > 0) console.log(`The whole output is in ${log}`);
console.log(text(total));
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;

/** What a suite came to; undefined where it was skipped. */
async function runSuite({ name, args, needs }: Suite): Promise<Counts | undefined> {
  if (needs !== undefined && !existsSync(join(root, needs))) {
    console.log(`${name}: skipped, because ${needs} does not exist`);
    return undefined;
  }
  const { code, output } = await run(process.execPath, args, { cwd: root, echo: true });
  appendFileSync(log, `=== ${name}\n${output}\n`);
  const read = readResult(output) ?? (code === 0 ? { ...none, passed: 1 } : { ...none, failed: 1 });
  const counts = code !== 0 && read.failed === 0 ? { ...read, failed: 1 } : read;
  if (counts.failed > 0) failures.push(`--- ${name}`, ...failuresIn(output));
  return counts.passed + counts.failed + counts.skipped === 0 ? undefined : counts;
}
