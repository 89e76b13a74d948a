import type { Span } from "../text.ts";
import { isBreak } from "./characters.ts";

/** A line of base64, as tools wrap it; the last of a value may be short. */
const BASE64_LINE = /^[ \t]*[A-Za-z0-9+/_-]{32,}={0,2}[ \t]*$/;
const LAST_LINE = /^[ \t]*[A-Za-z0-9+/_-]+={0,2}[ \t]*$/;
const WITH_KEY = /^[ \t]*(?:- +)*[\w.-]+:[ \t]+(?=[A-Za-z0-9+/_-]{16,}[ \t]*$)/;

/** Bounds the walk: lines. */
const MOST_LINES = 10_000;

/**
 * The base64 value behind a key that goes on over the lines around an offset, from its first character to the end of its last
 * line; undefined where there is none.
 */
export function wrappedValueAt(text: string, offset: number): Span | undefined {
  let first = lineAt(text, offset);
  for (let count = 0; count < MOST_LINES; count++) {
    const key = WITH_KEY.exec(text.slice(first.start, first.end));
    if (key !== null) {
      const end = endOfRun(text, first);
      return end === first.end ? undefined : { start: first.start + key[0].length, end };
    }
    if (!LAST_LINE.test(text.slice(first.start, first.end)) || first.start === 0) return undefined;
    first = lineAt(text, lineBreakBefore(text, first.start));
  }
  return undefined;
}

function endOfRun(text: string, from: Span): number {
  let { end } = from;
  for (let count = 0; count < MOST_LINES && end < text.length; count++) {
    const next = lineAt(text, text.startsWith("\r\n", end) ? end + 2 : end + 1);
    const line = text.slice(next.start, next.end);
    if (BASE64_LINE.test(line)) end = next.end;
    else return LAST_LINE.test(line) ? next.end : end;
  }
  return end;
}

function lineBreakBefore(text: string, start: number): number {
  return text.startsWith("\r\n", start - 2) ? start - 2 : start - 1;
}

/** The line that holds an offset, without its line break. */
export function lineAt(text: string, offset: number): Span {
  let start = Math.min(offset, text.length);
  let end = start;
  while (start > 0 && !isBreak(text.charCodeAt(start - 1))) start -= 1;
  while (end < text.length && !isBreak(text.charCodeAt(end))) end += 1;
  return { start, end };
}
