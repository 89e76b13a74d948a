import { dataColumns } from "./columns.ts";
import type { Report } from "./model.ts";
import { printable } from "./table.ts";

/** The report as comma-separated values. */
export function csv(report: Report): string {
  return csvText(
    dataColumns.map(([name]) => name),
    report.rows.map(row => dataColumns.map(([, cell]) => cell(row, report))),
  );
}

/**
 * Comma-separated values: RFC 4180, with a header. A cell that a spreadsheet would take for a formula gets an
 * apostrophe in front, as OWASP advises ("CSV Injection"). What would drive a terminal is shown as an escape;
 * tabs and line ends stay, quoted.
 */
export function csvText(header: readonly string[], lines: readonly (readonly string[])[]): string {
  const shownLines = lines.map(cells => cells.map(cell => harmless(shown(cell))));
  return [header, ...shownLines].map(cells => `${cells.map(quoted).join(",")}\r\n`).join("");
}

function shown(text: string): string {
  return text.replace(/[^\t\r\n]+/g, printable);
}

/** A negative number stays one: it is no formula. */
function harmless(text: string): string {
  return /^\s*[=+\-@\t\r]/.test(text) && !/^-\d+$/.test(text) ? `'${text}` : text;
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
