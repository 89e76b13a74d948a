import { strict as assert } from "node:assert";
import fc from "fast-check";
import { decodeText } from "../../src/core/yaml/index.ts";
import { seedOf } from "../support/seed.ts";
import { askGo, buildGo } from "./support/go.ts";
import { bytes, long, mutated, numbers, repeated, soup, structured } from "./support/yaml-cases.ts";
import { type KubectlVerdict, ourVerdict, theirVerdict } from "./support/yaml-verdict.ts";

const SEED = seedOf("YAML_SEED");
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

  const asBytes = (text: string): Uint8Array => Buffer.from(text, "utf8");
  const texts = { structured, mutated, soup, numbers, long, repeated };
  const kinds: Record<string, fc.Arbitrary<Uint8Array>> = { bytes };
  for (const [name, arbitrary] of Object.entries(texts)) kinds[name] = arbitrary.map(asBytes);
  for (const [name, arbitrary] of Object.entries(kinds)) {
    const count = name === "repeated" ? Math.ceil(CASES / 100) : CASES;
    it(`agree on ${count} ${name} texts (YAML_SEED=${SEED})`, () => {
      assert.ok(oracle.ok);
      const sampled = fc.sample(arbitrary, { seed: SEED, numRuns: count });
      const cases = sampled.filter(each => !isOutside(decodeText(each).text));
      const theirs = askGo<KubectlVerdict>(oracle.binary, cases);
      const different = cases.flatMap((each, index) => {
        const verdict = theirs[index];
        assert.ok(verdict);
        const [ours, kubectl] = [ourVerdict(each), theirVerdict(verdict)];
        return ours === kubectl
          ? []
          : [{ text: Buffer.from(each).toString("latin1"), ours, kubectl: verdict }];
      });
      assert.deepEqual(
        different.slice(0, 5),
        [],
        `YAML_SEED=${SEED}: ${different.length} of ${cases.length} differ`,
      );
    });
  }
});
