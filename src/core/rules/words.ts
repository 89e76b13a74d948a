/** Words that rules put into messages. Everything here is text from the file or made of numbers. */

const LONGEST = 120;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not reach a message
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** Text from the file as a message shows it: one line, no terminal escapes or direction overrides, cut when long. */
export function shown(text: string): string {
  return shownUpTo(LONGEST, text);
}

/** As `shown`, of a text that may be longer. @param longest characters */
export function shownUpTo(longest: number, text: string): string {
  const head = text.length > longest ? `${text.slice(0, longest)}…` : text;
  return head.replace(UNPRINTABLE, "\ufffd");
}

/** The last moment a Date can hold, in milliseconds since the epoch. */
const LAST = 8.64e15;

/** The day in UTC, and the time where another moment is of the same day. */
export function dayBeside(milliseconds: number, other: number): string {
  const date = day(milliseconds);
  return date === day(other) ? `${date} ${new Date(milliseconds).toISOString().slice(11, 19)} UTC` : date;
}

/** The day in UTC, `2026-11-22`; beyond the year 9999 with a sign, as ISO 8601 has it. Never throws. */
export function day(milliseconds: number): string {
  const iso = new Date(Math.max(-LAST, Math.min(LAST, milliseconds))).toISOString();
  return iso.slice(0, iso.indexOf("T"));
}
