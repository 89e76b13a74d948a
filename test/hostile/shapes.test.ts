import { strict as assert } from "node:assert";
import { shapes } from "./shapes/index.ts";
import { bundle, type ChildResult, runChild } from "./support/children.ts";

/** Milliseconds that an extension host may be blocked at most by a text of a million characters. */
const BLOCK = 200;
/** The second is four times the first. */
const SIZES = [125_000, 500_000];
const LARGEST = Math.max(...SIZES);
/** Four times the input may take so many times as long: four, and something for collecting garbage and noise. */
const GROWTH = 9;
/** Milliseconds below which growth is mostly noise. */
const NOISE = 60;
/** A busy machine only ever adds time: what is wrong is wrong in each of so many further runs. */
const REPEATS = 2;

/** What is wrong with the run of one shape. */
function problems({ measurements, failure }: ChildResult, sizes: readonly number[]): readonly string[] {
  const found = failure === undefined ? [] : [`ended with ${failure}`];
  for (const { size, longest } of measurements) {
    const blocks = Object.entries(longest).filter(([, ms]) => ms > (BLOCK * LARGEST) / 1_000_000);
    found.push(...blocks.map(([what, ms]) => `${what} blocks for ${ms} ms at ${size}`));
  }
  const [first, last] = [measurements[0]?.total ?? 0, measurements.at(-1)?.total ?? 0];
  if (measurements.length < sizes.length) found.push(`only ${measurements.length} sizes were measured`);
  if (last > GROWTH * Math.max(first, NOISE)) found.push(`grows from ${first} ms to ${last} ms`);
  return found;
}

interface Trial {
  readonly title: string;
  readonly run: () => Promise<readonly string[]>;
  /** What the first run has found, once it has begun. */
  first?: Promise<readonly string[]>;
}

describe("hostile input takes linear time, bounded memory and never long at a stretch", function () {
  this.timeout(300_000);
  let program: Promise<string>;
  before(() => {
    program = bundle("child");
  });

  const trials = shapes.map(({ name, entry, most }): Trial => {
    const sizes = SIZES.map(size => Math.min(size, most ?? size));
    const run = async () =>
      problems(await runChild(await program, ["shape", name, entry, ...sizes.map(String)]), sizes);
    return { title: `${entry}: ${name}`, run };
  });

  for (const [at, trial] of trials.entries()) {
    it(trial.title, async () => {
      // The next one runs beside it.
      for (const each of trials.slice(at, at + 2)) each.first ??= each.run();
      let found = (await trial.first) ?? [];
      for (let more = REPEATS; more > 0 && found.length > 0; more--) found = await trial.run();
      assert.deepEqual(found, []);
    });
  }
});
