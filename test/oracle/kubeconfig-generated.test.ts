import { strict as assert } from "node:assert";
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { verdictOf } from "../../scripts/verdicts/kubeconfig.ts";
import { type AnalysisCache, createAnalysisCache } from "../../src/core/index.ts";
import { seedOf } from "../support/seed.ts";
import { buildGo } from "./support/go.ts";
import { kubeconfigTexts } from "./support/kubeconfig-cases.ts";
import { makePools } from "./support/kubeconfig-pools.ts";
import { differences, type Verdict } from "./support/verdicts.ts";

/** The seed is printed: `FUZZ_SEED=… FUZZ_CASES=…` repeats a run or makes a longer one. */
const cases = Number(process.env["FUZZ_CASES"] ?? 2000);
const seed = seedOf("FUZZ_SEED");

describe("verdicts on generated kubeconfigs", function () {
  this.timeout(900_000);
  let binary = "";
  let folder = "";
  let texts: fc.Arbitrary<string>;
  let cache: AnalysisCache;

  before(async function () {
    const go = buildGo("kubeconfig");
    if (!go.ok) {
      console.log(`      skipped: ${go.reason}`);
      return this.skip();
    }
    const pools = await makePools();
    ({ binary } = go);
    ({ folder } = pools);
    texts = kubeconfigTexts(pools);
    cache = createAnalysisCache();
  });

  after(() => {
    if (folder !== "") rmSync(folder, { recursive: true });
  });

  it("are client-go's", async () => {
    console.log(`      ${cases} kubeconfigs, seed ${seed}`);
    const samples = fc.sample(texts, { seed, numRuns: cases });
    const theirs = ask(binary, folder, samples);
    for (const [i, text] of samples.entries()) {
      const verdict = theirs[i];
      assert(verdict);
      if (differences(await ours(text), verdict).length > 0) await shrink();
    }
  });

  function ours(text: string): Promise<Verdict> {
    return verdictOf(Buffer.from(text), join(folder, "config"), cache);
  }

  /** Runs the same cases one by one, so that fast-check can look for the smallest that differs. */
  async function shrink(): Promise<void> {
    await fc.assert(
      fc.asyncProperty(texts, async text => {
        const [theirs] = ask(binary, folder, [text]);
        const mine = await ours(text);
        assert(theirs);
        const keys = differences(mine, theirs);
        assert.deepEqual(pick(mine, keys), pick(theirs, keys));
      }),
      { seed, numRuns: cases },
    );
  }
});

function pick(verdict: Verdict, keys: readonly string[]): Verdict {
  return Object.fromEntries(keys.map(key => [key, verdict[key]]));
}

/** client-go's verdicts; relative paths are relative to its working directory. */
function ask(binary: string, folder: string, texts: readonly string[]): readonly Verdict[] {
  const input = texts.map(text => `${Buffer.from(text).toString("base64")}\n`).join("");
  const run = spawnSync(binary, [], { cwd: folder, input, encoding: "utf8", maxBuffer: 2 ** 30 });
  assert.equal(run.status, 0, run.stderr);
  return run.stdout
    .trim()
    .split("\n")
    .map(line => JSON.parse(line) as Verdict);
}
