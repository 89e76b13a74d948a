import { documentationOf } from "../features/docs.ts";
import type { Severity } from "../finding.ts";
import type { Message } from "../message.ts";
import type { Finding } from "../rules/index.ts";
import type { Span } from "../text.ts";

/** Something to say about a file, at a place that people and programs can find. */
export interface LintResult {
  readonly code: string;
  readonly severity: Severity;
  readonly message: Message;
  /** The page that explains the code. */
  readonly help: string;
  /** The path of the file. */
  readonly file: string;
  /** Absent where it is about the whole file. */
  readonly region?: Region;
}

/** One-based lines and columns; columns count UTF-16 code units; the end is exclusive. */
export interface Region {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** A finding, at its place where it is in a text; else about a file as a whole. */
export function lintFinding(
  { code, severity, message, source, span }: Finding,
  text?: LineIndex,
): LintResult {
  const region = text && { region: regionOf(span, text) };
  return { code, severity, message, help: documentationOf(code), file: source, ...region };
}

/** An input that is not there or cannot be read. */
export function lintUnusable(file: string, message: Message): LintResult {
  return {
    code: "pki-unreadable",
    severity: "error",
    message,
    help: documentationOf("pki-unreadable"),
    file,
  };
}

function regionOf(span: Span, text: LineIndex): Region {
  const start = text.position(span.start);
  const end = text.position(span.end);
  return {
    startLine: start.line,
    startColumn: start.column,
    endLine: end.line,
    endColumn: end.column,
  };
}

/** Finds lines and columns of offsets in one text. */
export interface LineIndex {
  /** One-based. */
  position(offset: number): { readonly line: number; readonly column: number };
}

export function lineIndex(text: string): LineIndex {
  const starts = [0];
  for (const match of text.matchAll(/\r\n|\n|\r/g)) starts.push(match.index + match[0].length);
  return {
    position(offset) {
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((starts[middle] ?? 0) <= offset) low = middle;
        else high = middle - 1;
      }
      return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
    },
  };
}
