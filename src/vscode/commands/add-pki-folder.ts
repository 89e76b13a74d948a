import * as vscode from "vscode";
import type { Command } from "../errors.ts";
import type { Services } from "../services.ts";
import { listedPath } from "../world/paths.ts";

/** Put folders of certificates on the user's list, so that they are shown in every window. */
export function addPkiFolder({
  platform,
  settings,
  pki,
}: Pick<Services, "platform" | "settings" | "pki">): Command {
  return {
    id: "kubeconfigInspector.addPkiFolder",
    async run(argument) {
      const picked = argument instanceof vscode.Uri ? [argument] : await pick();
      for (const uri of picked) await settings.listPkiFolder(listedPath(uri, platform), true);
      const [first] = picked;
      if (first !== undefined) await pki.reveal(first);
    },
  };
}

async function pick(): Promise<readonly vscode.Uri[]> {
  const uris = await vscode.window.showOpenDialog({
    canSelectFiles: false,
    canSelectFolders: true,
    canSelectMany: true,
    title: vscode.l10n.t("Add Folders of Certificates"),
    openLabel: vscode.l10n.t("Add"),
  });
  return uris ?? [];
}
