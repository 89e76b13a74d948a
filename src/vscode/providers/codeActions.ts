import * as vscode from "vscode";
import { type Fix, fixes } from "../../core/features/fixes.ts";
import type { KubeconfigFile } from "../../core/kubeconfig/model.ts";
import { rangeIn, SOURCE, textEditsOf, textOf } from "../convert.ts";
import type { Documents } from "../documents.ts";

export class FixProvider implements vscode.CodeActionProvider {
  static readonly kinds = [vscode.CodeActionKind.QuickFix];
  readonly #documents: Documents;

  constructor(documents: Documents) {
    this.#documents = documents;
  }

  async provideCodeActions(
    document: vscode.TextDocument,
    _range: vscode.Range,
    { diagnostics }: vscode.CodeActionContext,
  ): Promise<vscode.CodeAction[]> {
    const ours = diagnostics.filter(({ source }) => source === SOURCE);
    const reading = ours.length > 0 ? await this.#documents.read(document) : undefined;
    if (reading === undefined) return [];
    const { analysis, file } = reading;
    return ours.flatMap(diagnostic => {
      const finding = analysis.findings.find(
        each =>
          each.source === file.source.id &&
          each.code === codeOf(diagnostic) &&
          rangeIn(file, each.span).isEqual(diagnostic.range),
      );
      const found = finding ? fixes(analysis, finding) : [];
      return found.map(fix => actionOf(document, file, diagnostic, fix));
    });
  }
}

function codeOf({ code }: vscode.Diagnostic): string | number | undefined {
  return typeof code === "object" ? code.value : code;
}

function actionOf(
  document: vscode.TextDocument,
  file: KubeconfigFile,
  diagnostic: vscode.Diagnostic,
  fix: Fix,
): vscode.CodeAction {
  const action = new vscode.CodeAction(textOf(fix.title), vscode.CodeActionKind.QuickFix);
  action.edit = new vscode.WorkspaceEdit();
  action.edit.set(document.uri, textEditsOf(file, fix.edits));
  action.diagnostics = [diagnostic];
  action.isPreferred = fix.preferred;
  return action;
}
