import { createInterface } from "node:readline";
import { createAnalysisCache } from "../src/core/kubeconfig/cache.ts";
import { kubeconfigVerdict } from "./verdicts/kubeconfig.ts";
import { x509Verdicts } from "./verdicts/x509.ts";

/**
 * `npm run -s verdicts -- kubeconfig|x509`: paths on standard input, one a line; one line of JSON for each kubeconfig,
 * or for each PEM block of each file.
 */
const [what] = process.argv.slice(2);
if (what !== "kubeconfig" && what !== "x509") {
  console.error("usage: npm run -s verdicts -- kubeconfig|x509 < paths");
  process.exit(2);
}
const cache = createAnalysisCache();
for await (const path of createInterface({ input: process.stdin })) {
  if (path === "") continue;
  const verdicts = what === "kubeconfig" ? [await kubeconfigVerdict(path, cache)] : x509Verdicts(path);
  for (const verdict of verdicts) process.stdout.write(`${JSON.stringify(verdict)}\n`);
}
