/**
 * How busy the machine is. Every limit of time in a test is one of a quiet machine, multiplied by what a fixed piece of
 * work takes here and now: a busy machine does not fail a test, and slow work of ours does.
 */

/** Made when it is first needed: the benchmark measures what loads this file. */
let text: string | undefined;

function makeText(): string {
  return JSON.stringify(
    Array.from({ length: 4000 }, (_, at) => ({ name: `user-${at}`, groups: [at, `dev-${at}`] })),
  );
}

/** Rounds of the work below: so many that the clock of the CPU, which ticks every few milliseconds, can tell. */
const ROUNDS = 20;
/** Milliseconds that they take on the machine whose limits these are, when it has nothing else to do. */
const NOMINAL = 40;

/** Milliseconds of CPU of this thread, where the platform tells; else those that have passed. */
export function cpu(): number {
  if (typeof process === "undefined" || typeof process.threadCpuUsage !== "function")
    return performance.now();
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/**
 * How many times as much CPU as on that machine a fixed piece of work takes, at least once: a processor that is shared
 * with others does less in each of its milliseconds. For limits of CPU time.
 */
export function slowness(): number {
  return timesNominal(cpu);
}

/** How many times as long as on that machine it takes until the work is done, at least once. For limits of waiting. */
export function lateness(): number {
  return timesNominal(() => performance.now());
}

function timesNominal(clock: () => number): number {
  text ??= makeText();
  const start = clock();
  for (let round = 0; round < ROUNDS; round++) {
    const entries: readonly { readonly name: string }[] = JSON.parse(text);
    entries.map(({ name }) => name.replace(/\d+$/, "")).join("\n");
  }
  return Math.max(1, (clock() - start) / NOMINAL);
}

/**
 * How long to wait at most for something that is so within `ms` on a quiet machine. Generous, as it is only there to end
 * what hangs: what is waited for passes through several programs, and each has to wait for its turn.
 */
export function patience(ms: number): number {
  return Math.ceil(ms * 2 * lateness());
}
