import * as vscode from "vscode";
import { fixes, isSafeSteps, proposedFixes } from "../../core/features/fixes.ts";
import type { Finding } from "../../core/rules/index.ts";
import { rangeIn, SOURCE, textEditsOf, textOf } from "../convert.ts";
import type { DocumentReading, Documents } from "../sources/documents.ts";
import { inSlices } from "../world/slices.ts";

/** Texts up to this size are read again in passing to offer only what is safe. Characters. */
const QUICK = 500_000;

/** A fix of a large file has its edit only when somebody takes it and its outcome has been read. */
class FixAction extends vscode.CodeAction {
  readonly safeEdit: () => Promise<vscode.WorkspaceEdit>;

  constructor(title: string, safeEdit: () => Promise<vscode.WorkspaceEdit>) {
    super(title, vscode.CodeActionKind.QuickFix);
    this.safeEdit = safeEdit;
  }
}

export class FixProvider implements vscode.CodeActionProvider<FixAction> {
  static readonly kinds = [vscode.CodeActionKind.QuickFix];
  readonly #documents: Documents;

  constructor(documents: Documents) {
    this.#documents = documents;
  }

  async provideCodeActions(
    document: vscode.TextDocument,
    _range: vscode.Range,
    { diagnostics }: vscode.CodeActionContext,
  ): Promise<FixAction[]> {
    const ours = diagnostics.filter(({ source }) => source === SOURCE);
    const reading = ours.length > 0 ? await this.#documents.read(document) : undefined;
    if (reading === undefined) return [];
    return ours.flatMap(diagnostic => {
      const finding = findingOf(reading, diagnostic);
      return finding ? actionsOf(reading, finding, diagnostic) : [];
    });
  }

  async resolveCodeAction(action: FixAction): Promise<FixAction> {
    action.edit = await action.safeEdit();
    return action;
  }
}

function findingOf({ analysis, file }: DocumentReading, diagnostic: vscode.Diagnostic): Finding | undefined {
  const { code, range } = diagnostic;
  const value = typeof code === "object" ? code.value : code;
  return analysis.findings.find(
    each => each.source === file.source.id && each.code === value && rangeIn(file, each.span).isEqual(range),
  );
}

function actionsOf(
  { analysis, file }: DocumentReading,
  finding: Finding,
  diagnostic: vscode.Diagnostic,
): FixAction[] {
  const large = file.source.text.length > QUICK;
  const found = large ? proposedFixes(analysis, finding) : fixes(analysis, finding);
  return found.map(fix => {
    const edit = new vscode.WorkspaceEdit();
    edit.set(vscode.Uri.parse(file.source.id), textEditsOf(file, fix.edits));
    const action = new FixAction(textOf(fix.title), async () =>
      (await inSlices(isSafeSteps(analysis, finding, fix))) ? edit : new vscode.WorkspaceEdit(),
    );
    if (!large) action.edit = edit;
    action.diagnostics = [diagnostic];
    action.isPreferred = fix.preferred;
    return action;
  });
}
