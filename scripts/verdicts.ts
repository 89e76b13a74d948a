import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { type AnalysisCache, createAnalysisCache } from "../src/core/kubeconfig/cache.ts";
import { kubeconfigVerdict } from "./verdicts/kubeconfig.ts";
import { x509Verdicts } from "./verdicts/x509.ts";

/**
 * `npm run -s verdicts -- kubeconfig|x509`: paths on standard input, one a line; one line of JSON for each kubeconfig,
 * or for each PEM block of each file. Relative paths are relative to where npm was started. What cannot be judged is
 * said on standard error and ends the run with 1, after the other files.
 */
const judges = {
  kubeconfig: async (path: string, file: string, cache: AnalysisCache) => [
    await kubeconfigVerdict(path, file, cache),
  ],
  x509: async (path: string, file: string) => x509Verdicts(path, file),
};

const [what] = process.argv.slice(2);
if (what !== "kubeconfig" && what !== "x509") {
  console.error("usage: npm run -s verdicts -- kubeconfig|x509 < paths");
  process.exit(2);
}
process.stdout.on("error", () => process.exit(1));
const { npm_lifecycle_event: script, INIT_CWD: startedIn } = process.env;
const folder = script === "verdicts" && startedIn !== undefined ? startedIn : process.cwd();
const cache = createAnalysisCache();
for await (const path of createInterface({ input: process.stdin })) {
  if (path === "") continue;
  try {
    const verdicts = await judges[what](path, resolve(folder, path), cache);
    process.stdout.write(verdicts.map(verdict => `${JSON.stringify(verdict)}\n`).join(""));
  } catch (error) {
    console.error(`${path}: ${error instanceof Error ? error.message : error}`);
    process.exitCode = 1;
  }
}
