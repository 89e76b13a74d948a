import * as vscode from "vscode";
import type { Command } from "../errors.ts";
import { HumanError } from "../errors.ts";
import { folderUri } from "../pki/places.ts";
import type { Services } from "../services.ts";
import { nodeOf } from "../tree/arguments.ts";

/** Take a folder of certificates off the user's list. The folder itself stays. */
export function removePkiFolder({ platform, settings }: Pick<Services, "platform" | "settings">): Command {
  return {
    id: "kubeconfigInspector.removePkiFolder",
    async run(argument) {
      const address = nodeOf(argument).directory?.uri;
      const entry = settings.pkiFolders.find(each => folderUri(each, platform).toString() === address);
      if (entry === undefined) {
        throw new HumanError(
          vscode.l10n.t("This folder is not on the list of added folders, so it cannot be taken off it."),
        );
      }
      await settings.listPkiFolder(entry, false);
    },
  };
}
