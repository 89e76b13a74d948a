/**
 * What generated cases start from: the environment's variable, so that a run can be repeated; in CI the same
 * each time, so that a change is judged by what it changes; elsewhere a new one each time.
 */
export function seedOf(variable: string): number {
  const given = process.env[variable];
  if (given !== undefined) return Number(given);
  return process.env["CI"] ? 20_261_122 : Date.now() % 2 ** 31;
}
