/** What a suite came to. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export const none: Counts = { passed: 0, failed: 0, skipped: 0 };

export function add(a: Counts, b: Counts): Counts {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}

/** `3 passed, 0 failed`, and the skipped ones where there are any. */
export function text({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}

const RESULT = "##result ";

/** The line by which a program tells `scripts/test.ts`, or a suite in the host its runner, what it came to. */
export function resultLine(counts: Counts): string {
  return `${RESULT}${JSON.stringify(counts)}`;
}

/** The sum of the result lines of an output; undefined when it has none. */
export function readResult(output: string): Counts | undefined {
  const lines = output.split("\n").filter(line => line.startsWith(RESULT));
  const counts = lines.flatMap(line => asCounts(JSON.parse(line.slice(RESULT.length))) ?? []);
  return counts.length === 0 ? undefined : counts.reduce(add, none);
}

function asCounts(value: unknown): Counts | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if (!("passed" in value && "failed" in value && "skipped" in value)) return undefined;
  return { passed: Number(value.passed), failed: Number(value.failed), skipped: Number(value.skipped) };
}
