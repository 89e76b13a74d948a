import * as vscode from "vscode";
import { looksLikeKubeconfig } from "../../core/index.ts";
import { documentCandidates } from "../sources/discovery.ts";

/** Languages of files whose ending says nothing about what is in them: `.conf`, no ending, `.txt`. */
const VAGUE: ReadonlySet<string> = new Set(["plaintext", "ini", "properties"]);

/** A document that holds a kubeconfig and has no better language becomes YAML when it opens, or after activation. */
export function registerDetection(): vscode.Disposable {
  const detect = (document: vscode.TextDocument): void => {
    if (!VAGUE.has(document.languageId) || documentCandidates([document]).length === 0) return;
    if (looksLikeKubeconfig(document.getText()))
      void vscode.languages.setTextDocumentLanguage(document, "yaml");
  };
  const later = setTimeout(() => vscode.workspace.textDocuments.forEach(detect), 0);
  return vscode.Disposable.from(
    new vscode.Disposable(() => clearTimeout(later)),
    vscode.workspace.onDidOpenTextDocument(detect),
  );
}
