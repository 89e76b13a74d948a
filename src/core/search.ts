/**
 * How many of sorted items begin before an offset, by halving: the last of them is the one before that count.
 * @param startOf ascending over the items
 */
export function countBefore<T>(items: readonly T[], offset: number, startOf: (item: T) => number): number {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = items[middle];
    if (item !== undefined && startOf(item) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
