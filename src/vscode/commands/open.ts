import * as vscode from "vscode";
import type { Command } from "../errors.ts";
import { HumanError } from "../errors.ts";
import { nodeOf } from "../tree/arguments.ts";
import { showPlace } from "../views/show-place.ts";

/** Open a node at its place in its file. */
export const open: Command = {
  id: "kubeconfigInspector.open",
  async run(argument) {
    const { place } = nodeOf(argument);
    if (place === undefined) throw new HumanError(vscode.l10n.t("This item stands in no file."));
    await showPlace(place);
  },
};
