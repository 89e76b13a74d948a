/**
 * Work that can be interrupted: at each `yield` whoever runs it may let others have their turn first. Between two
 * yields lies little work, whatever the input.
 */
export type Steps<T> = Generator<void, T, void>;

/** How many small pieces of work make up a step. */
export const STEP = 256;

/** Asked between two steps; what it gives is awaited, so that others of a host have their turn. */
export type Breathe = () => Promise<void> | undefined;

/** Run to the end, and `breathe` between steps; at once where nobody needs it. */
export async function breathing<T>(steps: Steps<T>, breathe: Breathe | undefined): Promise<T> {
  if (breathe === undefined) return atOnce(steps);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    const pause = breathe();
    if (pause !== undefined) await pause;
  }
}

/** Run to the end at once. */
export function atOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
