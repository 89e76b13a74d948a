import { resultLine } from "../../../scripts/counts.ts";

/** Each loads one file of suites; what the file exports is not read. */
export type Suites = readonly (() => Promise<unknown>)[];

export interface SuiteSettings {
  readonly grep?: string;
}

/**
 * Start a run and print each test and the counts, as lines on the console that both kinds of host forward.
 * @throws Error when a test failed or none ran.
 */
export async function report(start: (done: (failures: number) => void) => Mocha.Runner): Promise<void> {
  const failures: string[] = [];
  let passed = 0;
  let skipped = 0;
  const failed = await new Promise<number>(done => {
    const runner = start(done);
    runner.on("pass", test => {
      passed += 1;
      console.log(`  ✓ ${test.fullTitle()}${duration(test)}`);
    });
    runner.on("pending", test => {
      skipped += 1;
      console.log(`  - ${test.fullTitle()}`);
    });
    runner.on("fail", (test, error: Error) => {
      failures.push(test.fullTitle());
      console.log(`  ✗ ${test.fullTitle()}\n${error.stack ?? error.message}`);
    });
  });
  console.log(resultLine({ passed, failed, skipped }));
  if (failed > 0) throw new Error(`${failed} failed: ${failures.join("; ")}`);
}

function duration(test: Mocha.Test): string {
  return test.speed === "fast" || test.duration === undefined ? "" : ` (${test.duration} ms)`;
}
