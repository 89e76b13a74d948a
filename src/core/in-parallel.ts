/** Does something for each, so many at a time, and gives the outcomes in the order of the items. @throws what `run` throws */
export async function inParallel<T, R>(
  together: number,
  items: readonly T[],
  run: (item: T) => Promise<R>,
): Promise<readonly R[]> {
  const outcomes: R[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let index = next++; index < items.length; index = next++) {
      outcomes[index] = await run(items[index] as T);
    }
  };
  await Promise.all(Array.from({ length: Math.min(together, items.length) }, worker));
  return outcomes;
}
