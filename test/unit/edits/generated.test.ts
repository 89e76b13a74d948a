import { strict as assert } from "node:assert";
import fc from "fast-check";
import { textAfter } from "../../../src/core/edits/index.ts";
import { english, render } from "../../../src/core/message.ts";
import { marks, normalized, oddTexts, operationOn, read } from "../../support/edit-cases.ts";

/** `EDIT_SEED=… EDIT_CASES=…` repeats a run or makes a longer one; the same against client-go is an oracle test. */
const cases = Number(process.env["EDIT_CASES"] ?? 150);
const seed = Number(process.env["EDIT_SEED"] ?? Date.now() % 2 ** 31);

describe(`random changes of random kubeconfigs (EDIT_SEED=${seed})`, function () {
  this.timeout(600_000);

  it(`mean what they should and keep every comment, ${cases} times`, () => {
    let refused = 0;
    fc.assert(
      fc.property(oddTexts, oddTexts, fc.nat(), (text, second, choice) => {
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
    assert.ok(refused <= cases / 20, `${refused} of ${cases} were refused`);
  });
});
