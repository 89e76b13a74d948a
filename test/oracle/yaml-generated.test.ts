import { strict as assert } from "node:assert";
import fc from "fast-check";
import { askGo, buildGo } from "./support/go.ts";
import { mutated, soup, structured } from "./support/yaml-cases.ts";
import { type KubectlVerdict, ourVerdict, theirVerdict } from "./support/yaml-verdict.ts";

const SEED = Number(process.env["YAML_SEED"] ?? Date.now() % 2 ** 31);
const CASES = Number(process.env["YAML_CASES"] ?? 10_000);

/**
 * Where the reader is knowingly not kubectl's: go-yaml looks for a byte order mark at the start of its
 * buffer wherever that happens to be, so a mark inside a text may swallow characters elsewhere.
 */
function isOutside(text: string): boolean {
  return text.includes("\ufeff", 1);
}

describe("YAML reader and kubectl's on generated texts", function () {
  this.timeout(600_000);
  const oracle = buildGo("yaml2json");

  before(function () {
    if (!oracle.ok) {
      console.log(`    skipped: ${oracle.reason}`);
      this.skip();
    }
  });

  for (const [name, arbitrary] of Object.entries({ structured, mutated, soup })) {
    it(`agree on ${CASES} ${name} texts (YAML_SEED=${SEED})`, () => {
      assert.ok(oracle.ok);
      const sampled = fc
        .sample(arbitrary, { seed: SEED, numRuns: CASES })
        .map(text => Buffer.from(text, "utf8"));
      const cases = sampled.filter(bytes => !isOutside(bytes.toString("utf8")));
      const theirs = askGo<KubectlVerdict>(oracle.binary, cases);
      const different = cases.flatMap((bytes, index) => {
        const verdict = theirs[index];
        assert.ok(verdict);
        const [ours, kubectl] = [ourVerdict(bytes), theirVerdict(verdict)];
        return ours === kubectl ? [] : [{ text: bytes.toString("utf8"), ours, kubectl: verdict }];
      });
      assert.deepEqual(
        different.slice(0, 5),
        [],
        `YAML_SEED=${SEED}: ${different.length} of ${cases.length} differ`,
      );
    });
  }
});
