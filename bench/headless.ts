import { readFileSync } from "node:fs";
import { analyze, createAnalysisCache } from "../src/core/index.ts";
import { slowness } from "../test/support/pace.ts";

/**
 * What is measured, in a process of its own: `headless.js FILE` analyses a file once, as the command line does;
 * `headless.js FILE edit` again and again after an edit of one character, as the editor does.
 * Prints one line of JSON.
 */
const day = 86_400_000;
const warmUp = 8;
const [path = "", mode] = process.argv.slice(2);
const text = readFileSync(path, "utf8");
const cache = createAnalysisCache();
const options = {
  now: Date.parse("2026-06-01T00:00:00Z"),
  thresholds: { warning: 30 * day, critical: 7 * day },
  files: { get: () => undefined },
  style: "posix",
  cache,
} as const;

const first = performance.now();
const analysis = analyze([{ id: path, path, text }], options);
const firstMs = performance.now() - first;

/** Milliseconds of this thread, which is what an editor waits for; other processes hardly change it. */
const edits: number[] = [];
const paces: number[] = [];
if (mode === "edit") {
  const places = [text.indexOf("server:") + 20, text.lastIndexOf("-data: ") + 100, text.length - 200];
  for (let round = 0; round < warmUp + 24; round++) {
    const at = places[round % places.length] ?? 0;
    const edited = flat(`${text.slice(0, at)}${round % 2 === 0 ? "x" : "A"}${text.slice(at + 1)}`);
    const start = process.threadCpuUsage();
    analyze([{ id: path, path, text: edited }], options);
    const { user, system } = process.threadCpuUsage(start);
    if (round >= warmUp) edits.push((user + system) / 1000);
    if (round >= warmUp && round % 8 === 0) paces.push(slowness());
  }
}

console.log(
  JSON.stringify({
    contexts: analysis.contexts.length,
    certificates: analysis.certificates.length,
    findings: analysis.findings.length,
    first_ms: firstMs,
    // The mean: the clock of a thread may move in steps of some milliseconds.
    edit_ms: edits.length === 0 ? null : edits.reduce((sum, ms) => sum + ms, 0) / edits.length,
    // How busy the machine was meanwhile.
    slowness: paces.length === 0 ? 1 : paces.reduce((sum, pace) => sum + pace, 0) / paces.length,
    peak_mb: process.resourceUsage().maxRSS / 1024,
  }),
);

/** As an editor hands it over: in one piece, not as parts that are put together on first use. */
function flat(joined: string): string {
  return Buffer.from(joined).toString();
}
