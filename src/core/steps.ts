/**
 * Work that can be interrupted: at each `yield` whoever runs it may let others have their turn first. Between two
 * yields lies little work, whatever the input.
 */
export type Steps<T> = Generator<void, T, void>;

/** How many small pieces of work make up a step. */
export const STEP = 256;

/** Run to the end at once. */
export function atOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
