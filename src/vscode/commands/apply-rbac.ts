import * as vscode from "vscode";
import { chooseServer } from "../entries/choose.ts";
import type { Command } from "../errors.ts";
import { HumanError } from "../errors.ts";
import { applyRights } from "../mint/rbac/apply.ts";
import type { Granting } from "../services.ts";
import { interview } from "../wizard/interview.ts";

/** Apply the roles and bindings in the active editor to the cluster of a context, a node's or one to be chosen. */
export function applyRbac(services: Granting): Command {
  return {
    id: "kubeconfigInspector.applyRbac",
    async run(argument) {
      const text = vscode.window.activeTextEditor?.document.getText();
      if (text === undefined) {
        throw new HumanError(
          vscode.l10n.t("Open a document with the roles and bindings to be applied first."),
        );
      }
      await services.sources.ready;
      const by = await interview(services.ask, each =>
        chooseServer(
          each,
          vscode.l10n.t("Apply RBAC"),
          vscode.l10n.t(
            "To which cluster, and as whom? Nothing is applied before you have seen what changes.",
          ),
          argument instanceof vscode.Uri ? undefined : argument,
          services,
        ),
      );
      await applyRights(services, { text, by });
    },
  };
}
