import { strict as assert } from "node:assert";
import { shapes } from "./shapes/index.ts";
import { bundle, type ChildResult, Pool, runChild } from "./support/children.ts";

/** Milliseconds that an extension host may be blocked at most. */
const BLOCK = 200;
/** The second is four times the first. */
const SIZES = [250_000, 1_000_000];
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
    const blocks = Object.entries(longest).filter(([, ms]) => ms > BLOCK);
    found.push(...blocks.map(([what, ms]) => `${what} blocks for ${ms} ms at ${size}`));
  }
  const [first, last] = [measurements[0]?.total ?? 0, measurements.at(-1)?.total ?? 0];
  if (measurements.length < sizes.length) found.push(`only ${measurements.length} sizes were measured`);
  if (last > GROWTH * Math.max(first, NOISE)) found.push(`grows from ${first} ms to ${last} ms`);
  return found;
}

describe("hostile input takes linear time, bounded memory and never long at a stretch", function () {
  this.timeout(300_000);
  const pool = new Pool(2);
  let program: Promise<string>;
  before(() => {
    program = bundle("child");
  });

  for (const { name, entry, most } of shapes) {
    const sizes = SIZES.map(size => Math.min(size, most ?? size));
    const run = () =>
      pool.run(async () => runChild(await program, ["shape", name, entry, ...sizes.map(String)]));
    it(`${entry}: ${name}`, async () => {
      let found = problems(await run(), sizes);
      for (let more = REPEATS; more > 0 && found.length > 0; more--) found = problems(await run(), sizes);
      assert.deepEqual(found, []);
    });
  }
});
