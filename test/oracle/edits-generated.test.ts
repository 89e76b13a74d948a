import { strict as assert } from "node:assert";
import fc from "fast-check";
import type { JsonMap } from "../../src/core/edits/change.ts";
import { textAfter } from "../../src/core/edits/index.ts";
import { operationOn } from "../support/edit-operations.ts";
import { marks, oddTexts, read } from "../support/edit-texts.ts";
import { seedOf } from "../support/seed.ts";
import { askGo, buildGo } from "./support/go.ts";

/** `EDIT_SEED=… EDIT_CASES=…` repeats a run or makes a longer one. */
const cases = Number(process.env["EDIT_CASES"] ?? 1500);
const seed = seedOf("EDIT_SEED");

interface Verdict {
  readonly loadErr?: string;
  readonly config?: JsonMap;
}

interface Change {
  readonly name: string;
  readonly before: string;
  readonly after: string;
  readonly model: (config: JsonMap) => JsonMap;
}

describe("random changes of random kubeconfigs", function () {
  this.timeout(900_000);
  const oracle = buildGo("kubeconfig");

  before(function () {
    if (oracle.ok) return;
    console.log(`    skipped: ${oracle.reason}`);
    this.skip();
  });

  it(`mean to client-go what they should, ${cases} times (EDIT_SEED=${seed})`, () => {
    assert.ok(oracle.ok);
    const triples = fc.sample(fc.tuple(oddTexts, oddTexts, fc.nat()), { seed, numRuns: cases });
    const changes = triples.flatMap(([text, other, choice]) => changeOf(text, other, choice));
    assert.ok(changes.length > cases * 0.97, `${cases - changes.length} were refused`);
    const theirs = askGo<Verdict>(
      oracle.binary,
      changes.flatMap(({ before, after }) => [Buffer.from(before), Buffer.from(after)]),
    );
    for (const [index, { name, before, after, model }] of changes.entries()) {
      const [old, now] = [theirs[2 * index], theirs[2 * index + 1]];
      assert.ok(old?.config && now?.config, `${name}: ${old?.loadErr} ${now?.loadErr}\n${before}\n${after}`);
      assert.deepEqual(now.config, model(old.config), `${name}\n${before}`);
    }
  });
});

/** Nothing for a change that is refused. */
function changeOf(before: string, other: string, choice: number): readonly Change[] {
  const file = read(before);
  const { name, plan, model, deletes } = operationOn(file, read(other, "other"), choice);
  const after = textAfter(file, plan([file]));
  if (!after.ok) return [];
  // A merge brings comments of the other file along.
  const own = new Set(marks(before));
  const kept = marks(after.text).filter(mark => own.has(mark));
  if (deletes === undefined) assert.deepEqual(new Set(kept), own, name);
  return [{ name, before, after: after.text, model }];
}
