/** A deep comparison of plain data for suites in the web host, which has no `node:assert`. */
export function equal(actual: unknown, expected: unknown): void {
  const [seen, wanted] = [JSON.stringify(actual, null, 2), JSON.stringify(expected, null, 2)];
  if (seen !== wanted) throw new Error(`Expected\n${wanted}\nbut saw\n${seen}`);
}
