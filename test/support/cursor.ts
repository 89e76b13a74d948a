/** A text without its cursor, and where the cursor was. */
export interface Cursored {
  readonly text: string;
  readonly offset: number;
}

/**
 * Takes the only `│` out of a source. It is the box-drawing bar, since the ASCII one is YAML's mark for a block of text.
 * @throws RangeError when there is none, or more than one
 */
export function cursor(marked: string): Cursored {
  const parts = marked.split("│");
  const [before, after] = parts;
  if (before === undefined || after === undefined || parts.length > 2) {
    throw new RangeError("A source needs exactly one cursor");
  }
  return { text: before + after, offset: before.length };
}
