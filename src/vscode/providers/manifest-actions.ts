import * as vscode from "vscode";
import { touches } from "../../core/text.ts";
import type { ManifestDocuments } from "./manifest-documents.ts";

/** Offers to make a file of the kubeconfig that stands at the cursor in a manifest. */
export class ManifestActionProvider implements vscode.CodeActionProvider {
  static readonly kinds = [vscode.CodeActionKind.RefactorExtract];
  readonly #manifests: ManifestDocuments;

  constructor(manifests: ManifestDocuments) {
    this.#manifests = manifests;
  }

  async provideCodeActions(document: vscode.TextDocument, range: vscode.Range): Promise<vscode.CodeAction[]> {
    if (!vscode.workspace.isTrusted) return [];
    const { embedded } = await this.#manifests.read(document);
    const offset = document.offsetAt(range.start);
    if (!embedded.some(each => touches(each.embedded.span, offset))) return [];
    const title = vscode.l10n.t("Extract the kubeconfig to a file...");
    const action = new vscode.CodeAction(title, vscode.CodeActionKind.RefactorExtract);
    action.command = { command: "kubeconfigInspector.extractFromManifest", title };
    return [action];
  }
}
