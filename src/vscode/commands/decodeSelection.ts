import * as vscode from "vscode";
import { showDecoded } from "../certificateEditor/index.ts";
import type { Command } from "../errors.ts";
import { HumanError } from "../errors.ts";
import type { Services } from "./services.ts";

/** Show in full what is selected: a certificate, a request, base64 of one, or a token; else the line at the cursor. */
export function decodeSelection({ settings, platform, extension }: Services): Command {
  return {
    id: "kubeconfigInspector.decodeSelection",
    async run() {
      const editor = vscode.window.activeTextEditor;
      if (editor === undefined) {
        throw new HumanError(vscode.l10n.t("Select a certificate, a request or a token in an editor first."));
      }
      const { document, selection } = editor;
      const range = selection.isEmpty ? document.lineAt(selection.active.line).range : selection;
      await showDecoded(document.getText(range), { settings, platform, extension });
    },
  };
}
