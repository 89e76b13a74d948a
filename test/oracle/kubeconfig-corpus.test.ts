import { strict as assert } from "node:assert";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { kubeconfigVerdict } from "../../scripts/verdicts/kubeconfig.ts";
import { x509Verdicts } from "../../scripts/verdicts/x509.ts";
import { createAnalysisCache } from "../../src/core/index.ts";
import { deviations } from "./deviations.ts";
import { differences, type Verdict } from "./support/verdicts.ts";

const corpus = fileURLToPath(new URL("../../../shared/corpus/", import.meta.url));

describe("verdicts against the corpus", function () {
  this.timeout(120_000);

  before(function () {
    if (existsSync(corpus)) return;
    console.log(`      skipped: ${corpus} is not here`);
    this.skip();
  });

  it("are client-go's on every kubeconfig and hostile text", async () => {
    const normalized = new Map(
      lines("kubeconfig-normalized.jsonl").map(({ path, config }) => [path, config]),
    );
    const cache = createAnalysisCache();
    const differing: unknown[] = [];
    for (const expected of lines("kubeconfig-expected.jsonl")) {
      const path = String(expected["path"]);
      const ours = await kubeconfigVerdict(path, corpus + path, cache);
      const theirs = { ...expected, config: normalized.get(path) };
      for (const key of differences(ours, theirs)) differing.push({ path, key });
      assert.deepEqual(keysOf(ours), keysOf(expected), path);
    }
    assert.deepEqual(
      differing,
      deviations.map(({ path, key }) => ({ path, key })),
    );
  });

  it("are Go's on every certificate and key", () => {
    const expected = lines("x509-expected.jsonl");
    const blocks = new Map<string, readonly Verdict[]>();
    const ours = expected.map(({ path, idx }) => {
      const file = String(path);
      const verdicts = blocks.get(file) ?? x509Verdicts(file, corpus + file);
      blocks.set(file, verdicts);
      return { ...verdicts[Number(idx)], path: file };
    });
    assert.deepEqual(ours.map(comparable), expected.map(comparable));
  });
});

function lines(name: string): readonly Verdict[] {
  return readFileSync(corpus + name, "utf8")
    .trim()
    .split("\n")
    .map(line => JSON.parse(line) as Verdict);
}

function keysOf(verdict: Verdict): readonly string[] {
  return Object.keys(verdict)
    .filter(key => key !== "config")
    .sort();
}

/** Private keys that cannot be read are refused for a reason that depends on how they are read. */
function comparable(verdict: Verdict): Verdict {
  const isKey = String(verdict["type"]).endsWith("PRIVATE KEY");
  return isKey && "err" in verdict ? { ...verdict, err: "refused" } : verdict;
}
