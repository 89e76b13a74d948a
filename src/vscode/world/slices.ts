import type { Steps } from "../../core/index.ts";

/** How long work goes on before others of the extension host have their turn. Milliseconds. */
const LENGTH = 10;

/** Long work in slices: ask for the next one wherever it may be interrupted. */
export class Slices {
  #since = performance.now();

  /** Whether this slice has lasted long enough. */
  get isOver(): boolean {
    return performance.now() - this.#since >= LENGTH;
  }

  /** Give others their turn when this slice has lasted long enough. */
  async next(): Promise<void> {
    if (!this.isOver) return;
    await new Promise(resolve => setTimeout(resolve, 0));
    this.#since = performance.now();
  }
}

/** Runs work that can be interrupted to its end, and lets others have their turn between slices. */
export async function inSlices<T>(steps: Steps<T>): Promise<T> {
  const slices = new Slices();
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (slices.isOver) await slices.next();
  }
}
