/** Offsets of a text as lines and characters, both from zero, for texts that no editor holds. */
export class LineIndex {
  readonly #starts: readonly number[];
  readonly #length: number;

  /** Lines end in `\n`, `\r\n` or `\r`, as editors take it. */
  constructor(text: string) {
    const starts = [0];
    for (const { index, 0: end } of text.matchAll(/\r\n|\n|\r/g)) starts.push(index + end.length);
    this.#starts = starts;
    this.#length = text.length;
  }

  positionAt(offset: number): { readonly line: number; readonly character: number } {
    const bounded = Math.min(Math.max(offset, 0), this.#length);
    let [low, high] = [0, this.#starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= bounded) low = middle;
      else high = middle - 1;
    }
    return { line: low, character: bounded - (this.#starts[low] ?? 0) };
  }
}
