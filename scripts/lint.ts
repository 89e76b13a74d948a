/** Formatting and lint, the layers, the documents of the rules, and core without Node's types. */
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Counts, none, resultLine, text } from "./counts.ts";
import { root } from "./root.ts";
import { run } from "./run.ts";

/** Files longer than this are listed: each should have a reason (style.md). */
const LONG = 250;

const bin = (name: string) => join(root, "node_modules", name);
const checks: Readonly<Record<string, readonly string[]>> = {
  "format and lint": [bin("@biomejs/biome/bin/biome"), "check", "--error-on-warnings", "--colors=off", "."],
  layers: ["scripts/check-layers.ts"],
  "docs/rules.md": ["scripts/check-rules-docs.ts"],
  "core without Node": [bin("typescript/bin/tsc"), "-p", "tsconfig.core.json", "--noEmit"],
};

let counts: Counts = none;
for (const [name, args] of Object.entries(checks)) {
  const { code, output } = await run(process.execPath, args, { cwd: root });
  console.log(`${code === 0 ? "✓" : "✗"} ${name}`);
  if (code !== 0) console.log(output.trimEnd());
  counts = code === 0 ? { ...counts, passed: counts.passed + 1 } : { ...counts, failed: counts.failed + 1 };
}
for (const path of longFiles()) console.log(`  ${path}`);
console.log(`lint: ${text(counts)}`);
console.log(resultLine(counts));
process.exitCode = counts.failed > 0 ? 1 : 0;

function longFiles(): string[] {
  return globSync("{src,test,scripts,sample,bench}/**/*.ts", { cwd: root }).flatMap(path => {
    const lines = readFileSync(join(root, path), "utf8").split("\n").length - 1;
    return lines > LONG ? [`${path} has ${lines} lines, more than ${LONG}`] : [];
  });
}
