import { breathing, type Steps } from "../../core/steps.ts";

/** How long work goes on before others of the extension host have their turn. Milliseconds. */
const LENGTH = 10;

/** Long work in slices: ask for the next one wherever it may be interrupted. */
export class Slices {
  #since = performance.now();

  /** A turn for others when this slice has lasted long enough; nothing to wait for before. */
  readonly breathe = (): Promise<void> | undefined => {
    return performance.now() - this.#since < LENGTH ? undefined : this.#pause();
  };

  /** Give others their turn when this slice has lasted long enough. */
  async next(): Promise<void> {
    await this.breathe();
  }

  async #pause(): Promise<void> {
    await new Promise(resolve => setTimeout(resolve, 0));
    this.#since = performance.now();
  }
}

/** Runs work that can be interrupted to its end, and lets others have their turn between slices. */
export function inSlices<T>(steps: Steps<T>): Promise<T> {
  return breathing(steps, new Slices().breathe);
}
