import * as vscode from "vscode";
import type { Command } from "../errors.ts";
import type { Services } from "../services.ts";
import { listedPath } from "../world/paths.ts";

/** Put kubeconfig files on the user's list, so that they are shown in every window, and show one that was chosen here. */
export function addFile({
  platform,
  settings,
  sources,
  trees,
}: Pick<Services, "platform" | "settings" | "sources" | "trees">): Command {
  return {
    id: "kubeconfigInspector.addFile",
    async run(argument) {
      const picked = argument instanceof vscode.Uri ? [argument] : await pick(platform.home);
      for (const uri of picked) await settings.listFile(listedPath(uri, platform), true);
      const [first] = picked;
      if (first === undefined) return;
      await sources.refresh();
      if (argument === undefined) await trees.reveal(first, 0);
    },
  };
}

async function pick(home: string | undefined): Promise<readonly vscode.Uri[]> {
  const uris = await vscode.window.showOpenDialog({
    canSelectMany: true,
    title: vscode.l10n.t("Add Kubeconfig Files"),
    openLabel: vscode.l10n.t("Add"),
    ...(home !== undefined && { defaultUri: vscode.Uri.joinPath(vscode.Uri.file(home), ".kube") }),
  });
  return uris ?? [];
}
