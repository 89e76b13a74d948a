import * as vscode from "vscode";
import type { Command } from "../errors.ts";
import { HumanError } from "../errors.ts";
import type { Services } from "../services.ts";

/** Show the entry at the cursor of the active editor in the Kubeconfigs view. */
export function revealInTree({ sources, trees }: Pick<Services, "sources" | "trees">): Command {
  return {
    id: "kubeconfigInspector.revealInTree",
    async run() {
      const editor = vscode.window.activeTextEditor;
      await sources.ready;
      const shown =
        editor !== undefined &&
        (await trees.reveal(editor.document.uri, editor.document.offsetAt(editor.selection.active)));
      if (!shown) throw new HumanError(vscode.l10n.t("The active editor shows no kubeconfig."));
    },
  };
}
