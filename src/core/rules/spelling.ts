const MOST_COMPARISONS = 10_000;

/**
 * The number of insertions, deletions, replacements and swaps of neighbours that lead from `a` to `b`
 * (optimal string alignment), or `limit + 1` as soon as it is known to be more than `limit`.
 */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    let best = row;
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      let cost = Math.min(
        (previous[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (previous[column - 1] ?? 0) + (same ? 0 : 1),
      );
      if (a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        cost = Math.min(cost, (before[column - 2] ?? row) + 1);
      }
      current.push(cost);
      best = Math.min(best, cost);
    }
    if (best > limit) return limit + 1;
    before = previous;
    previous = current;
  }
  return Math.min(previous[b.length] ?? 0, limit + 1);
}

/** How many edits a misspelling of a word of this length may need: none for two letters, three at most. */
export function tolerance(length: number): number {
  return Math.min(3, Math.floor(length / 3));
}

/**
 * Finds the nearest of `names` to a name that is not among them. The work for one suggester is bounded:
 * after many thousand comparisons it suggests nothing more.
 */
export function suggester(names: Iterable<string>): (wrong: string) => string | undefined {
  const candidates = [...names];
  let left = MOST_COMPARISONS;
  return wrong => {
    if (wrong.length > 100) return undefined;
    const folded = wrong.toLowerCase();
    let limit = tolerance(wrong.length);
    let found: string | undefined;
    for (const candidate of candidates) {
      if (left-- <= 0) return found;
      const distance = editDistance(folded, candidate.toLowerCase(), limit);
      if (distance > limit) continue;
      found = candidate;
      if (distance === 0) return found;
      limit = distance - 1;
    }
    return found;
  };
}
