/** Offsets of a text as lines and characters, both from zero, for texts that no editor holds. */
export class LineIndex {
  readonly #starts: readonly number[];
  readonly #length: number;

  constructor(text: string) {
    const starts = [0];
    for (let at = nextLine(text, 0); at !== undefined; at = nextLine(text, at)) starts.push(at);
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

/** Where the line after the next line end starts: `\n`, `\r\n` or `\r`, as editors take it. */
function nextLine(text: string, from: number): number | undefined {
  const newline = text.indexOf("\n", from);
  const carriage = text.indexOf("\r", from);
  if (carriage >= 0 && (newline < 0 || carriage < newline - 1)) return carriage + 1;
  return newline < 0 ? undefined : newline + 1;
}
