import { countBefore } from "./search.ts";

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
    const line = countBefore(this.#starts, bounded + 1, start => start) - 1;
    return { line, character: bounded - (this.#starts[line] ?? 0) };
  }
}
