import { HIDDEN } from "../text.ts";

/**
 * Lines of cells as Go's `tabwriter.NewWriter(w, 10, 4, 3, ' ', 0)` aligns them: every cell but the last of a
 * line is as wide as the widest of its column and three more, and at least ten. No line end after the last line.
 */
export function alignCells(lines: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const line of lines) {
    for (const [column, cell] of line.slice(0, -1).entries()) {
      widths[column] = Math.max(widths[column] ?? 10, runes(cell) + 3);
    }
  }
  return lines.map(line => alignLine(line, widths)).join("\n");
}

function alignLine(line: readonly string[], widths: readonly number[]): string {
  const last = line.length - 1;
  return line
    .map((cell, column) => (column === last ? cell : cell + " ".repeat((widths[column] ?? 0) - runes(cell))))
    .join("");
}

/** Go counts code points. */
function runes(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

/** Text of a file made safe for a terminal: control characters, line ends and what nobody sees are shown as escapes. */
export function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, escaped).replace(HIDDEN, escaped);
}

/** `\u202e`, `\u{e0001}` */
function escaped(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16).padStart(4, "0");
  return code.length > 4 ? `\\u{${code}}` : `\\u${code}`;
}
