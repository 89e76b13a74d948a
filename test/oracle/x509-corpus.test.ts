import { strict as assert } from "node:assert";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { x509Verdicts } from "../../scripts/verdicts/x509.ts";

const corpus = fileURLToPath(new URL("../../../shared/corpus/", import.meta.url));

/** A line of x509-expected.jsonl: what Go 1.26.8 makes of a PEM block. */
interface Expected {
  readonly path: string;
  readonly idx: number;
  readonly type: string;
}

describe("x509 against the corpus", () => {
  before(function () {
    if (!existsSync(corpus)) {
      console.log(`      skipped: ${corpus} is not here`);
      this.skip();
    }
  });

  it("reads every certificate as Go does", () => {
    const lines = readFileSync(`${corpus}x509-expected.jsonl`, "utf8").trim().split("\n");
    const expected = lines
      .map(line => JSON.parse(line) as Expected)
      .filter(({ type }) => type === "CERTIFICATE");
    assert.equal(expected.length > 500, true);
    const ours = expected.map(({ path, idx }) => x509Verdicts(path, corpus + path)[idx]);
    assert.deepEqual(ours, expected);
  });
});
