import * as vscode from "vscode";
import type { Command } from "../errors.ts";
import type { Known } from "../services.ts";

/** Open a kubeconfig: one that is known, or any other file. */
export function openFile({ platform, sources }: Known): Command {
  return {
    id: "kubeconfigInspector.openFile",
    async run() {
      await sources.ready;
      const members = sources.groups
        .flatMap(group => group.members)
        .filter(({ failure }) => failure === undefined);
      const [first] = members;
      const home =
        platform.home === undefined
          ? undefined
          : vscode.Uri.joinPath(vscode.Uri.file(platform.home), ".kube");
      const defaultUri = first === undefined ? home : vscode.Uri.joinPath(first.uri, "..");
      const picked = await vscode.window.showOpenDialog({
        title: vscode.l10n.t("Open a Kubeconfig"),
        ...(defaultUri && { defaultUri }),
      });
      const [uri] = picked ?? [];
      if (uri !== undefined) await vscode.window.showTextDocument(uri);
    },
  };
}
