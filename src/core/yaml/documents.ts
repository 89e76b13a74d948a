import type { Span } from "../text.ts";

/** The documents of a YAML stream, each without the marker before it; the first may be empty. In order. */
export function* documentSpans(text: string): Iterable<Span> {
  let start = 0;
  for (const { index } of text.matchAll(/^(?:---|\.\.\.)(?=[ \t\r\n]|$)/gm)) {
    yield { start, end: index };
    start = index + 3;
  }
  yield { start, end: text.length };
}
