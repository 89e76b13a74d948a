/** How long work goes on before others of the extension host have their turn. Milliseconds. */
const LENGTH = 10;

/** Long work in slices: ask for the next one wherever it may be interrupted. */
export class Slices {
  #since = performance.now();

  /** Give others their turn when this slice has lasted long enough. */
  async next(): Promise<void> {
    if (performance.now() - this.#since < LENGTH) return;
    await new Promise(resolve => setTimeout(resolve, 0));
    this.#since = performance.now();
  }
}
