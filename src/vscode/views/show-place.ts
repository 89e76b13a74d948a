import * as vscode from "vscode";
import type { Location } from "../../core/finding.ts";
import { isCertificateName } from "../../core/pki/names.ts";
import { HumanError } from "../errors.ts";
import { pathOrAddress } from "../world/paths.ts";

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
  const document = await opened(uri);
  const start = document.positionAt(span.start);
  const editor = await vscode.window.showTextDocument(document, {
    selection: new vscode.Range(start, start),
  });
  const range = new vscode.Range(start, document.positionAt(span.end));
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/** What a view or a ledger names may be gone by now. @throws HumanError where it cannot be opened */
async function opened(uri: vscode.Uri): Promise<vscode.TextDocument> {
  try {
    return await vscode.workspace.openTextDocument(uri);
  } catch {
    throw new HumanError(
      vscode.l10n.t("{0} cannot be opened: it is not there any more, or cannot be read.", pathOrAddress(uri)),
    );
  }
}
