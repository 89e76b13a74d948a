/** A half-open range of UTF-16 code unit offsets into a text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Replace what stands at `span` by `newText`. */
export interface TextEdit {
  readonly span: Span;
  readonly newText: string;
}

/** Whether `offset` lies in `span` or at one of its ends, as a cursor does. */
export function touches(span: Span, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}

/**
 * Apply edits that do not overlap, in any order.
 * @throws RangeError when two edits overlap or one lies outside the text.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const sorted = [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  let out = "";
  let from = 0;
  for (const { span, newText } of sorted) {
    if (span.start < from || span.end < span.start || span.end > text.length) {
      throw new RangeError(`Edit ${span.start}-${span.end} overlaps another or lies outside the text`);
    }
    out += text.slice(from, span.start) + newText;
    from = span.end;
  }
  return out + text.slice(from);
}

/**
 * What a reader would not see, or would see turned round (U+202E, U+FEFF, U+E0001), and the controls that JSON leaves as they are
 * and a terminal acts on. For `replace`.
 */
export const HIDDEN = /[\u007f-\u009f\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu;
