import * as vscode from "vscode";
import { HumanError } from "../../errors.ts";
import type { Granting } from "../../services.ts";
import type { NextStep } from "../../writing/outcome.ts";
import { applyRights } from "./apply.ts";
import type { Rights } from "./rights.ts";

/** The manifests as a document to read, change and save, with the line that applies them. Nothing is applied. */
export async function openManifests({
  manifests: { text, fileName },
  command,
}: Rights): Promise<vscode.TextDocument> {
  const save = vscode.l10n.t("Save this as {0} and run, with the rights to do so:", fileName);
  const nothing = vscode.l10n.t("Nothing has been applied yet.");
  const content = `# ${save}\n#   ${command}\n# ${nothing}\n${text}`;
  const uri = vscode.Uri.from({ scheme: "untitled", path: fileName });
  const document = await vscode.workspace.openTextDocument(uri);
  const edit = new vscode.WorkspaceEdit();
  edit.replace(uri, new vscode.Range(0, 0, document.lineCount, 0), content);
  await vscode.workspace.applyEdit(edit);
  await vscode.window.showTextDocument(document);
  return document;
}

/** Applies what stands in the document by then; nothing where it is not known by which context. */
export function applySteps(
  { by }: Rights,
  document: vscode.TextDocument,
  services: Granting,
): readonly NextStep[] {
  if (by === undefined || !services.platform.local || !vscode.workspace.isTrusted) return [];
  const run = async () => {
    if (document.isClosed) {
      throw new HumanError(
        vscode.l10n.t(
          "The document was closed. Open the manifests and run the command Apply RBAC Manifests.",
        ),
      );
    }
    await applyRights(services, { text: document.getText(), by });
  };
  return [{ label: vscode.l10n.t("Apply..."), run }];
}

/** Copies the line that applies the manifests. */
export function copyStep({ command }: Rights): NextStep {
  return {
    label: vscode.l10n.t("Copy kubectl Command"),
    run: async () => vscode.env.clipboard.writeText(command),
  };
}
