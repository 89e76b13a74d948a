import { strict as assert } from "node:assert";
import { failuresIn } from "../../../scripts/failures.ts";

describe("what failed in an output", () => {
  const cases: Readonly<Record<string, readonly [output: string, failures: readonly string[]]>> = {
    "of mocha": [
      "  ....\n\n  12 passing (1s)\n  1 failing\n\n  1) a thing\n       works:\n     Error: no\n\nunit: 12 passed, 1 failed\n##result {}\n",
      ["  1 failing", "  1) a thing", "       works:", "     Error: no"],
    ],
    "of the suites in the host": [
      "  ✓ one\n  ✗ two\nError: no\n    at here\n  ✓ three\n  ✗ four\nError: neither\nhost newest: 2 passed, 2 failed (3 s)\n",
      ["  ✗ two", "Error: no", "    at here", "  ✗ four", "Error: neither"],
    ],
    "of a host that did not start": [
      "VS Code 1.106.3\nhost oldest: Error: no browser\n    at here\n##result {}\n",
      ["host oldest: Error: no browser", "    at here"],
    ],
    "of the benchmarks": [
      "one 3 ms, fine\ntwo 9 ms, one edit  OVER BUDGET\nbudgets: 1 passed, 1 failed\n",
      ["two 9 ms, one edit  OVER BUDGET"],
    ],
    "of a program that says it its own way": ["src/a.ts(1,2): error TS1\n", ["src/a.ts(1,2): error TS1"]],
  };
  for (const [name, [output, failures]] of Object.entries(cases)) {
    it(name, () => assert.deepEqual(failuresIn(output), failures));
  }
});
