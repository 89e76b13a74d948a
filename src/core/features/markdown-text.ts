import { visible } from "./markdown.ts";

/** Pieces of documents in Markdown that people read as they stand as well as rendered. */

/** A text as a span of code that nothing in it can end; what would hide or turn it is spelled out. */
export function codeSpan(text: string): string {
  const plain = visible(text);
  const ticks = "`".repeat(1 + Math.max(0, ...(plain.match(/`+/g) ?? []).map(run => run.length)));
  const edge = /^`|`$|^ .* $/.test(plain) ? " " : "";
  return `${ticks}${edge}${plain}${edge}${ticks}`;
}

/** A text that stands for itself within a line: no markup, no link, no `:name:` of a picture. */
export function escapeInline(text: string): string {
  return text
    .replace(/[\\`*_{}[\]()#+!|~$@]|:(?=\/\/|[a-z+_-])/g, "\\$&")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
}

/**
 * A table whose columns are aligned in the source too, as far as a line may be wide.
 * @param rows cells in Markdown; a line end or a `|` in them does not end the cell
 */
export function markdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [header, ...rows].map(cells => cells.map(cellText));
  const widths = header.map((_, column) =>
    Math.min(WIDEST, Math.max(3, ...lines.map(cells => [...(cells[column] ?? "")].length))),
  );
  const set = (cells: readonly string[]) =>
    `| ${widths.map((width, column) => padded(cells[column] ?? "", width)).join(" | ")} |`;
  const [first = [], ...rest] = lines;
  return [set(first), set(widths.map(width => "-".repeat(width))), ...rest.map(set)].join("\n");
}

/** Columns. One long cell does not make all others as wide. */
const WIDEST = 60;

function cellText(text: string): string {
  return text.replace(/\s*\n\s*/g, " ").replaceAll("|", "\\|");
}

function padded(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - [...text].length));
}
