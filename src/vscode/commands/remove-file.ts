import * as vscode from "vscode";
import type { Command } from "../errors.ts";
import { HumanError } from "../errors.ts";
import type { Services } from "../services.ts";
import { listedUri } from "../sources/discovery.ts";
import { nodeOf } from "../tree/arguments.ts";

/** Take a kubeconfig file off the user's list. The file itself stays. */
export function removeFile({
  platform,
  settings,
  sources,
}: Pick<Services, "platform" | "settings" | "sources">): Command {
  return {
    id: "kubeconfigInspector.removeFile",
    async run(argument) {
      const id = nodeOf(argument).file?.id;
      const entry = settings.files.find(each => listedUri(each, platform)?.toString() === id);
      if (entry === undefined) {
        throw new HumanError(
          vscode.l10n.t("This file is not on the list of added files, so it cannot be taken off it."),
        );
      }
      await settings.listFile(entry.pattern, false);
      await sources.refresh();
    },
  };
}
