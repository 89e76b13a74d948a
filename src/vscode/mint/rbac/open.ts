import * as vscode from "vscode";
import type { NextStep } from "../../writing/outcome.ts";
import type { Rights } from "./rights.ts";

/** The manifests as a document to read and save, with the line that applies them. Nothing is applied. */
export async function openManifests({ manifests: { text, fileName }, command }: Rights): Promise<void> {
  const save = vscode.l10n.t("Save this as {0} and run, with the rights to do so:", fileName);
  const nothing = vscode.l10n.t("Nothing has been applied yet.");
  const content = `# ${save}\n#   ${command}\n# ${nothing}\n${text}`;
  const uri = vscode.Uri.from({ scheme: "untitled", path: fileName });
  const document = await vscode.workspace.openTextDocument(uri);
  const edit = new vscode.WorkspaceEdit();
  edit.replace(uri, new vscode.Range(0, 0, document.lineCount, 0), content);
  await vscode.workspace.applyEdit(edit);
  await vscode.window.showTextDocument(document);
}

/** Copies the line that applies the manifests. */
export function copyStep({ command }: Rights): NextStep {
  return {
    label: vscode.l10n.t("Copy kubectl Command"),
    run: async () => vscode.env.clipboard.writeText(command),
  };
}
