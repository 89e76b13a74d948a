import * as vscode from "vscode";
import type { Location } from "../../core/finding.ts";
import { isCertificateName } from "../../core/pki/names.ts";

/**
 * Open a file with the cursor at the start of a place, and the place in view; a certificate file as a whole in the
 * editor that it has.
 */
export async function showPlace({ source, span }: Location): Promise<void> {
  const uri = vscode.Uri.parse(source, true);
  if (span.end === 0 && isCertificateName(uri.path)) {
    await vscode.commands.executeCommand("vscode.open", uri);
    return;
  }
  const document = await vscode.workspace.openTextDocument(uri);
  const start = document.positionAt(span.start);
  const editor = await vscode.window.showTextDocument(document, {
    selection: new vscode.Range(start, start),
  });
  const range = new vscode.Range(start, document.positionAt(span.end));
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
