import { strict as assert } from "node:assert";
import { readResult, resultLine } from "../../../scripts/counts.ts";
import { countsOf } from "../../../scripts/suite.ts";

describe("the counts of a test run", () => {
  it("come back out of the lines that carry them, summed", () => {
    const output = [
      "  ✓ one",
      resultLine({ passed: 2, failed: 1, skipped: 0 }),
      "more",
      resultLine({ passed: 3, failed: 0, skipped: 4 }),
      "",
    ].join("\n");
    assert.deepEqual(readResult(output), { passed: 5, failed: 1, skipped: 4 });
    assert.equal(readResult("2 passing\n"), undefined);
  });

  it("are read from mocha's last lines", () => {
    assert.deepEqual(countsOf("\n  12 passing (1s)\n  3 pending\n  2 failing\n", 2), {
      passed: 12,
      failed: 2,
      skipped: 3,
    });
  });

  it("have a failure where mocha died", () => {
    assert.deepEqual(countsOf("Error: no such module", 1), { passed: 0, failed: 1, skipped: 0 });
  });
});
