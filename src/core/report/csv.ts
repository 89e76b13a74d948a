import { dataColumns } from "./columns.ts";
import type { Report } from "./model.ts";
import { printable } from "./table.ts";

/**
 * Comma-separated values: RFC 4180, with a header. A cell that a spreadsheet would take for a formula gets an
 * apostrophe in front, as OWASP advises ("CSV Injection"). What would drive a terminal is shown as an escape;
 * tabs and line ends stay, quoted.
 */
export function csv(report: Report): string {
  const header = dataColumns.map(([name]) => name);
  const lines = report.rows.map(row => dataColumns.map(([, cell]) => harmless(shown(cell(row, report)))));
  return [header, ...lines].map(cells => `${cells.map(quoted).join(",")}\r\n`).join("");
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
