/** What says that something failed, in an output of mocha, of the suites in the host, or of the benchmarks. */
const SIGN = /^(?: {2}\d+ failing$|\s*✗ |host \w+: (?!\d+ passed)|.*OVER BUDGET$)/;
/** The next test that passed, or the result of the suites. */
const END = /^(?:\s*[✓✔] |##result |\w+( \w+)?: \d+ passed)/;
/** Lines that are shown of a suite at most. */
const MOST = 80;

/**
 * The lines of a suite's output that say what failed and why; its last lines where none says so. The output of all
 * suites is long, and often only its end is at hand.
 */
export function failuresIn(output: string): readonly string[] {
  const lines = output.trimEnd().split("\n");
  const found: string[] = [];
  let inside = false;
  for (const line of lines) {
    inside = SIGN.test(line) || (inside && !END.test(line));
    if (inside && line.trim() !== "") found.push(line);
  }
  return found.length === 0 ? lines.slice(-MOST / 2) : found.slice(0, MOST);
}
