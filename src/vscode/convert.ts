import * as vscode from "vscode";
import type { Analysis } from "../core/analysis.ts";
import { documentationOf } from "../core/features/docs.ts";
import type { Block } from "../core/features/hover/blocks.ts";
import { markdownOf } from "../core/features/markdown.ts";
import type { Location, Severity } from "../core/finding.ts";
import type { KubeconfigFile } from "../core/kubeconfig/model.ts";
import { LineIndex } from "../core/line-index.ts";
import { type Message, render, type Translate } from "../core/message.ts";
import type { Finding } from "../core/rules/index.ts";
import type { Span, TextEdit } from "../core/text.ts";

/** The one place where offsets become positions and the core's plain data becomes VS Code's. */

/** What diagnostics are listed under. */
export const SOURCE = "kubeconfig";

/** A template in the language of whoever reads it. */
export const translated: Translate = (template, ...args) => vscode.l10n.t(template, ...args);

/** A text for people in their language. */
export function textOf(text: Message | string): string {
  return typeof text === "string" ? text : render(text, translated);
}

const indexes = new WeakMap<KubeconfigFile, LineIndex>();

/** The range of a span in the text that was analysed, which a document may have left behind. */
export function rangeIn(file: KubeconfigFile, span: Span): vscode.Range {
  let index = indexes.get(file);
  if (index === undefined) {
    index = new LineIndex(file.source.text);
    indexes.set(file, index);
  }
  return rangeOf(index, span);
}

export function rangeOf(index: LineIndex, span: Span): vscode.Range {
  const start = index.positionAt(span.start);
  const end = index.positionAt(span.end);
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

export function fileOf(analysis: Analysis, source: string): KubeconfigFile | undefined {
  return analysis.files.find(file => file.source.id === source);
}

/** The file that something stands in. @param source the `id` of a text: its address */
export function uriOf({ source }: { readonly source: string }): vscode.Uri {
  return vscode.Uri.parse(source, true);
}

export function locationOf(analysis: Analysis, location: Location): vscode.Location | undefined {
  const file = fileOf(analysis, location.source);
  return file && new vscode.Location(uriOf(location), rangeIn(file, location.span));
}

/**
 * Blocks as a Markdown string. Commands and HTML stay off; the icons in it are our own, since `markdownOf` leaves no
 * text of a file any meaning.
 */
export function markdownString(blocks: readonly Block[]): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString(markdownOf(blocks, translated), true);
  markdown.isTrusted = false;
  markdown.supportHtml = false;
  return markdown;
}

const SEVERITIES: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

/** A finding of a kubeconfig. */
export function diagnosticOf(analysis: Analysis, file: KubeconfigFile, finding: Finding): vscode.Diagnostic {
  return diagnosticAt(rangeIn(file, finding.span), finding, related => locationOf(analysis, related));
}

/** A finding at its place. @param locate leads to what is related to it, where that can be opened */
export function diagnosticAt(
  range: vscode.Range,
  { code, severity, message, tag, related = [] }: Finding,
  locate: (place: Location) => vscode.Location | undefined,
): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(range, textOf(message), SEVERITIES[severity]);
  diagnostic.source = SOURCE;
  diagnostic.code = { value: code, target: vscode.Uri.parse(documentationOf(code)) };
  if (tag !== undefined) diagnostic.tags = [tagOf(tag)];
  diagnostic.relatedInformation = related.flatMap(each => {
    const location = locate(each);
    return location ? [new vscode.DiagnosticRelatedInformation(location, textOf(each.message))] : [];
  });
  return diagnostic;
}

function tagOf(tag: "unnecessary" | "deprecated"): vscode.DiagnosticTag {
  return tag === "unnecessary" ? vscode.DiagnosticTag.Unnecessary : vscode.DiagnosticTag.Deprecated;
}

export function textEditsOf(file: KubeconfigFile, edits: readonly TextEdit[]): vscode.TextEdit[] {
  return edits.map(({ span, newText }) => vscode.TextEdit.replace(rangeIn(file, span), newText));
}
