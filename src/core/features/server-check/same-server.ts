import type { Analysis } from "../../analysis.ts";

/**
 * Contexts by what a look at their server depends on, their cluster and user: one look tells of all of a list. In the order
 * of the contexts.
 */
export function bySameServer(
  { effective }: Pick<Analysis, "effective">,
  contexts: readonly string[],
): readonly (readonly [first: string, ...others: string[]])[] {
  const lists = new Map<string, [string, ...string[]]>();
  for (const context of contexts) {
    const entry = effective.contexts.get(context);
    const key = JSON.stringify([entry?.cluster?.value, entry?.user?.value]);
    const list = lists.get(key);
    if (list === undefined) lists.set(key, [context]);
    else list.push(context);
  }
  return [...lists.values()];
}
