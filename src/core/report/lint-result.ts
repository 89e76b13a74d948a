import { documentationOf } from "../features/docs.ts";
import type { Severity } from "../finding.ts";
import type { LineIndex } from "../line-index.ts";
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
  lines?: LineIndex,
): LintResult {
  const region = lines && { region: regionOf(span, lines) };
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

function regionOf(span: Span, lines: LineIndex): Region {
  const [start, end] = [lines.positionAt(span.start), lines.positionAt(span.end)];
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}
