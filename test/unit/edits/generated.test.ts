import { strict as assert } from "node:assert";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { textAfter } from "../../../src/core/edits/index.ts";
import { english, render } from "../../../src/core/message.ts";
import { decodeText } from "../../../src/core/yaml/index.ts";
import { normalized, operationOn } from "../../support/edit-operations.ts";
import { marks, oddTexts, read, uncommentedTexts } from "../../support/edit-texts.ts";
import { seedOf } from "../../support/seed.ts";

const corpus = fileURLToPath(new URL("../../../../shared/corpus/kubeconfig", import.meta.url));

/** `EDIT_SEED=… EDIT_CASES=…` repeats a run or makes a longer one; the same against client-go is an oracle test. */
const cases = Number(process.env["EDIT_CASES"] ?? 15);
/** How many changes each kubeconfig of the corpus gets: the suite stays within seconds. */
const choices = Math.ceil(cases / 15);
const seed = seedOf("EDIT_SEED");

describe(`random changes of random kubeconfigs (EDIT_SEED=${seed})`, function () {
  this.timeout(600_000);

  it(`mean what they should and keep every comment, ${cases} times`, () => {
    let refused = 0;
    fc.assert(
      fc.property(oddTexts, uncommentedTexts, fc.nat(), (text, second, choice) => {
        const file = read(text);
        const operation = operationOn(file, read(second, "other"), choice);
        const after = textAfter(file, operation.plan([file]));
        if (!after.ok) {
          refused += 1;
          if (process.env["EDIT_SHOW"])
            console.log(operation.name, render(after.reason, english), `\n${text}\n-----`);
          return;
        }
        const result = read(after.text);
        assert.deepEqual(normalized(result), operation.model(normalized(file)), operation.name);
        assert.deepEqual(result.refusals, []);
        if (operation.deletes === undefined) assert.deepEqual(marks(after.text), marks(text), operation.name);
      }),
      { seed, numRuns: cases, endOnFailure: true },
    );
    assert.ok(refused <= Math.max(2, cases / 20), `${refused} of ${cases} were refused`);
  });

  it("mean what they should on every kubeconfig of the corpus that kubectl loads", function () {
    if (!existsSync(corpus)) {
      console.log(`      skipped: ${corpus} is not here`);
      return this.skip();
    }
    const other = read("users: [{name: other, user: {token: x}}]\n", "other");
    const refused: string[] = [];
    for (const path of readdirSync(corpus, { recursive: true, encoding: "utf8" }).sort()) {
      if (!statSync(join(corpus, path)).isFile()) continue;
      const decoded = decodeText(readFileSync(join(corpus, path)));
      const file = read(decoded.text);
      if (file.refusals.length > 0 || decoded.invalidAt !== undefined) continue;
      for (let choice = 1; choice <= choices; choice++) {
        const operation = operationOn(file, other, (seed % 1000) + choice * 1_000_003);
        const after = textAfter(file, operation.plan([file]));
        if (!after.ok) refused.push(`${path}: ${operation.name}`);
        else
          assert.deepEqual(
            normalized(read(after.text)),
            operation.model(normalized(file)),
            `${path}: ${operation.name}`,
          );
      }
    }
    assert.deepEqual(refused, []);
  });
});
