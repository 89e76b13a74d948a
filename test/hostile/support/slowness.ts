import { cpu } from "./stop-watch.ts";

const ENTRIES = Array.from({ length: 4000 }, (_, at) => ({ name: `user-${at}`, groups: [at, `dev-${at}`] }));
const TEXT = JSON.stringify(ENTRIES);
/** Rounds of the work below: so many that the clock of the CPU, which ticks every few milliseconds, can tell. */
const ROUNDS = 20;
/** Milliseconds of CPU that they take on the machine whose limits these are, when it has nothing else to do. */
const NOMINAL = 40;

/**
 * How many times as long as on that machine a fixed piece of work takes here and now, at least once: a processor that
 * is shared with others does less in each of its milliseconds. Limits of time are multiplied by it.
 */
export function slowness(): number {
  const start = cpu();
  for (let round = 0; round < ROUNDS; round++) {
    const entries: typeof ENTRIES = JSON.parse(TEXT);
    entries.map(({ name }) => name.replace(/\d+$/, "")).join("\n");
  }
  return Math.max(1, (cpu() - start) / NOMINAL);
}
