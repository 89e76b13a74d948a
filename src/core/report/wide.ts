import { english, render } from "../message.ts";
import { columns } from "./columns.ts";
import type { Report } from "./model.ts";
import type { Presentation } from "./presentation.ts";
import { alignCells, printable } from "./table.ts";

/** Everything there is to know of each row, aligned for a terminal. Ends with a line end. */
export function wideText(report: Report, presentation: Presentation = {}): string {
  const { translate = english } = presentation;
  const header = columns.map(column => render(column.title, translate).toUpperCase());
  const lines = report.rows.map(row =>
    columns.map(column => printable(column.cell(row, report, presentation))),
  );
  return `${alignCells([header, ...lines])}\n`;
}
