import { strict as assert } from "node:assert";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { runOnDisk } from "../support/cli-on-disk.ts";

const CORPUS = join(import.meta.dirname, "..", "..", "..", "shared", "corpus");
const NOW = Date.parse("2026-11-22T00:00:00Z");

describe("the command line over the corpus", function () {
  this.timeout(120_000);

  before(function () {
    if (existsSync(CORPUS)) return;
    process.stdout.write("    skipped: ../shared/corpus is not there\n");
    this.skip();
  });

  it("lints everything, as SARIF", async () => {
    const { code, text } = await runOnDisk(CORPUS, NOW, "lint", ".", "-o", "sarif");
    const [{ results, tool }] = JSON.parse(text).runs;
    assert.deepEqual([code, results.length > 500, tool.driver.rules.length > 30], [2, true, true]);
  });

  it("lists everything, in every format", async () => {
    for (const format of ["text", "wide", "json", "yaml", "csv", "markdown", "ics"]) {
      const { code, text } = await runOnDisk(CORPUS, NOW, "check-expiration", ".", "-o", format);
      assert.deepEqual([format, code, text.length > 10_000], [format, 2, true]);
    }
  });
});
