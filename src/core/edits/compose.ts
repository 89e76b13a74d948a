import type { Span, TextEdit } from "../text.ts";

/** A text as what is left of the original and what came in between. */
export type Pieces = readonly (Span | string)[];

export function wholeText(text: string): Pieces {
  return [{ start: 0, end: text.length }];
}

/** The pieces after edits whose spans are offsets into the text that the pieces make. */
export function editPieces(pieces: Pieces, edits: readonly TextEdit[]): Pieces {
  const sorted = edits
    .map((edit, order) => ({ ...edit, order }))
    .sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end || a.order - b.order);
  const out: (Span | string)[] = [];
  let rest = pieces;
  let at = 0;
  for (const { span, newText } of sorted) {
    const [kept, behind] = cut(rest, span.start - at);
    out.push(...kept);
    if (newText !== "") out.push(newText);
    rest = cut(behind, span.end - span.start)[1];
    at = span.end;
  }
  return [...out, ...rest];
}

function cut(pieces: Pieces, length: number): readonly [before: Pieces, behind: Pieces] {
  const before: (Span | string)[] = [];
  let left = length;
  for (const [index, piece] of pieces.entries()) {
    const size = typeof piece === "string" ? piece.length : piece.end - piece.start;
    if (size > left) {
      const [head, tail] = split(piece, left);
      if (left > 0) before.push(head);
      return [before, [tail, ...pieces.slice(index + 1)]];
    }
    before.push(piece);
    left -= size;
  }
  return [before, []];
}

function split(piece: Span | string, at: number): readonly [Span | string, Span | string] {
  if (typeof piece === "string") return [piece.slice(0, at), piece.slice(at)];
  const middle = piece.start + at;
  return [
    { start: piece.start, end: middle },
    { start: middle, end: piece.end },
  ];
}

/** The edits of the original text that make it what the pieces say. */
export function editsOf(original: string, pieces: Pieces): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  let at = 0;
  let inserted = "";
  for (const piece of [...pieces, { start: original.length, end: original.length }]) {
    if (typeof piece === "string") {
      inserted += piece;
      continue;
    }
    if (original.slice(at, piece.start) !== inserted) {
      edits.push({ span: { start: at, end: piece.start }, newText: inserted });
    }
    inserted = "";
    at = piece.end;
  }
  return edits;
}
