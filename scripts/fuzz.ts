/**
 * Tries generated input on each entry for a while: `npm run fuzz -- [SECONDS] [SEED]`, by default a minute each. Prints
 * the seed of each round, with which the round can be repeated, and the smallest input that fails.
 */
import fc from "fast-check";
import { properties } from "../test/hostile/support/properties.ts";

const [seconds = 60, firstSeed = Math.floor(Math.random() * 2 ** 31)] = process.argv.slice(2).map(Number);
/** Inputs of one round, whose seed is printed. */
const ROUND = 1000;

let failed = false;
for (const [name, property] of Object.entries(await properties())) {
  const end = performance.now() + seconds * 1000;
  let seed = firstSeed;
  let tried = 0;
  for (; !failed && performance.now() < end; seed++) {
    const result = await fc.check(property, {
      seed,
      numRuns: ROUND,
      interruptAfterTimeLimit: end - performance.now(),
    });
    tried += result.numRuns;
    if (!result.failed || result.counterexample === null) continue;
    failed = true;
    console.error(`${name}: fails with seed ${seed}\n${fc.defaultReportMessage(result) ?? ""}`);
  }
  console.log(`${name}: ${tried} inputs, seeds ${firstSeed} to ${seed - 1}`);
}
process.exitCode = failed ? 1 : 0;
