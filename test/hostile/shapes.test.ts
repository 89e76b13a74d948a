import { strict as assert } from "node:assert";
import { shapes } from "./shapes/index.ts";
import { bundle, type Measurement, runChild } from "./support/children.ts";

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
/** Shapes that one process tries one after the other, so that fewer processes start. */
const AT_ONCE = 8;
/** Processes at a time. */
const WORKERS = 2;

/** What is wrong with each shape of a process, by its place in the list of all. */
type Verdicts = ReadonlyMap<number, readonly string[]>;

/** What is wrong with the run of one shape. */
function problems(measurements: readonly Measurement[]): readonly string[] {
  const found: string[] = [];
  for (const { size, longest, slower } of measurements) {
    const most = Math.round(((BLOCK * LARGEST) / 1_000_000) * slower);
    const blocks = Object.entries(longest).filter(([, ms]) => ms > most);
    found.push(
      ...blocks.map(([what, ms]) => `${what} blocks for ${ms} ms at ${size}, where ${most} are allowed`),
    );
  }
  const [first, last] = measurements;
  if (first === undefined || last === undefined) return [...found, "did not come to its end"];
  const most = GROWTH * Math.max(first.total, NOISE * first.slower);
  return last.total > most ? [...found, `grows from ${first.total} ms to ${last.total} ms`] : found;
}

async function tryShapes(program: string, indices: readonly number[]): Promise<Verdicts> {
  const { measurements, failure } = await runChild(program, ["shapes", SIZES.join(), ...indices.map(String)]);
  return new Map(
    indices.map((index, at) => {
      const own = measurements.slice(at * SIZES.length, (at + 1) * SIZES.length);
      const ended = own.length === SIZES.length || failure === undefined ? [] : [`ended with ${failure}`];
      return [index, [...problems(own), ...ended]];
    }),
  );
}

describe("hostile input takes linear time, bounded memory and never long at a stretch", function () {
  this.timeout(300_000);
  let program: Promise<string>;
  before(() => {
    program = bundle("child");
  });

  const batches: (() => Promise<Verdicts>)[] = [];
  for (let from = 0; from < shapes.length; from += AT_ONCE) {
    const indices = [...shapes.keys()].slice(from, from + AT_ONCE);
    let verdicts: Promise<Verdicts> | undefined;
    batches.push(async () => (verdicts ??= tryShapes(await program, indices)));
  }

  for (const [index, { entry, name }] of shapes.entries()) {
    it(`${entry}: ${name}`, async () => {
      const batch = Math.floor(index / AT_ONCE);
      // The next ones run beside it.
      const [verdicts] = batches.slice(batch, batch + WORKERS).map(run => run());
      let found = (await verdicts)?.get(index);
      for (let more = REPEATS; more > 0 && found?.length !== 0; more--) {
        found = (await tryShapes(await program, [index])).get(index);
      }
      assert.deepEqual(found, []);
    });
  }
});
