import * as vscode from "vscode";
import type { Location } from "../../core/finding.ts";

/** Open a file with the cursor at the start of a place, and the place in view. */
export async function showPlace({ source, span }: Location): Promise<void> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(source, true));
  const start = document.positionAt(span.start);
  const editor = await vscode.window.showTextDocument(document, {
    selection: new vscode.Range(start, start),
  });
  const range = new vscode.Range(start, document.positionAt(span.end));
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
