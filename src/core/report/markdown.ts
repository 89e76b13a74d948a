import { escapeInline } from "../features/markdown-text.ts";
import { english, render } from "../message.ts";
import { columns } from "./columns.ts";
import type { Report } from "./model.ts";
import type { Presentation } from "./presentation.ts";
import { printable } from "./table.ts";

/** A GitHub table. What stands in the files cannot become markup: every mark of Markdown is escaped. */
export function markdown(report: Report, presentation: Presentation = {}): string {
  const { translate = english } = presentation;
  const header = columns.map(column => render(column.title, translate));
  const rule = columns.map(() => "---");
  const lines = report.rows.map(row =>
    columns.map(column => escapeInline(printable(column.cell(row, report, presentation)))),
  );
  return [header, rule, ...lines].map(cells => `| ${cells.join(" | ")} |\n`).join("");
}
