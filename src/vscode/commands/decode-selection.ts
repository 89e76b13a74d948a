import * as vscode from "vscode";
import { showDecoded } from "../certificate-editor/index.ts";
import type { Command } from "../errors.ts";
import { HumanError } from "../errors.ts";
import type { Services } from "../services.ts";

/**
 * Show in full what is selected: a certificate, a request, base64 of one, or a token; else the block of PEM or the line
 * at the cursor.
 */
export function decodeSelection({
  settings,
  platform,
  extension,
}: Pick<Services, "platform" | "settings" | "extension">): Command {
  return {
    id: "kubeconfigInspector.decodeSelection",
    async run() {
      const editor = vscode.window.activeTextEditor;
      if (editor === undefined) {
        throw new HumanError(vscode.l10n.t("Select a certificate, a request or a token in an editor first."));
      }
      const { document, selection } = editor;
      const range = selection.isEmpty ? rangeAt(document, selection.active.line) : selection;
      await showDecoded(document.getText(range), { settings, platform, extension });
    },
  };
}

/** How far the ends of a block of PEM are looked for. Lines. */
const FARTHEST = 500;

/** The block of PEM that a line is in, else the line. */
function rangeAt(document: vscode.TextDocument, line: number): vscode.Range {
  const first = nearest(document, line, -1, "-----BEGIN ", "-----END ");
  const last = nearest(document, line, 1, "-----END ", "-----BEGIN ");
  const own = document.lineAt(line).range;
  return first === undefined || last === undefined
    ? own
    : document.lineAt(first).range.union(document.lineAt(last).range);
}

/** The nearest line from one on that has a mark; nothing where a line behind it has the other mark before. */
function nearest(
  document: vscode.TextDocument,
  from: number,
  step: 1 | -1,
  mark: string,
  other: string,
): number | undefined {
  for (let line = from; line >= 0 && line < document.lineCount; line += step) {
    const { text } = document.lineAt(line);
    if (text.includes(mark)) return line;
    if (Math.abs(line - from) > FARTHEST || (line !== from && text.includes(other))) return undefined;
  }
  return undefined;
}
