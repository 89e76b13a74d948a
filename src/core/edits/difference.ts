import type { TextEdit } from "../text.ts";

/**
 * The one edit that makes a text another, without what they share at the start and the end, so that cursors elsewhere
 * stay where they are. It splits neither a surrogate pair nor `\r\n`, which an editor could not follow.
 */
export function difference(before: string, after: string): TextEdit {
  const least = Math.min(before.length, after.length);
  let start = 0;
  while (start < least && before[start] === after[start]) start += 1;
  while (splits(before, start) || splits(after, start)) start -= 1;
  let tail = 0;
  while (tail < least - start && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  while (tail > 0 && (splits(before, before.length - tail) || splits(after, after.length - tail))) tail -= 1;
  return { span: { start, end: before.length - tail }, newText: after.slice(start, after.length - tail) };
}

function splits(text: string, offset: number): boolean {
  if (offset <= 0 || offset >= text.length) return false;
  const [left, right] = [text.charCodeAt(offset - 1), text.charCodeAt(offset)];
  return (left === 13 && right === 10) || ((left & 0xfc00) === 0xd800 && (right & 0xfc00) === 0xdc00);
}
