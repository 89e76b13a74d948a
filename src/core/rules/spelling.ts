const MOST_COMPARISONS = 10_000;

/**
 * The number of insertions, deletions, replacements and swaps of neighbours that lead from `a` to `b`
 * (optimal string alignment), or `limit + 1` as soon as it is known to be more than `limit`.
 */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  const start = commonStart(a, b);
  const end = commonEnd(a, b, start);
  return tableDistance(a.slice(start, a.length - end), b.slice(start, b.length - end), limit);
}

/**
 * Row by row, only the columns that `limit` edits can lead to: those beside them hold more than `limit`. Three rows
 * take turns, as a swap looks back two.
 */
function tableDistance(a: string, b: string, limit: number): number {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  let current: number[] = new Array(b.length + 1).fill(limit + 1);
  for (let row = 1; row <= a.length; row++) {
    const letter = a.charCodeAt(row - 1);
    const first = Math.max(1, row - limit);
    const last = Math.min(b.length, row + limit);
    current[first - 1] = first === 1 ? row : limit + 1;
    let best = row;
    for (let column = first; column <= last; column++) {
      const same = letter === b.charCodeAt(column - 1);
      let cost = Math.min(
        (previous[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (previous[column - 1] ?? 0) + (same ? 0 : 1),
      );
      if (letter === b.charCodeAt(column - 2) && a.charCodeAt(row - 2) === b.charCodeAt(column - 1)) {
        cost = Math.min(cost, (before[column - 2] ?? row) + 1);
      }
      current[column] = cost;
      best = Math.min(best, cost);
    }
    if (best > limit) return limit + 1;
    current[last + 1] = limit + 1;
    [before, previous, current] = [previous, current, before];
  }
  return Math.min(previous[b.length] ?? 0, limit + 1);
}

function commonStart(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  return at;
}

/** @param start where both begin to differ */
function commonEnd(a: string, b: string, start: number): number {
  const most = Math.min(a.length, b.length) - start;
  let count = 0;
  while (count < most && a.charCodeAt(a.length - 1 - count) === b.charCodeAt(b.length - 1 - count)) count++;
  return count;
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
