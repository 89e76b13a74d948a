import * as vscode from "vscode";
import type { Location } from "../../core/finding.ts";
import type { Platform } from "../../core/ports.ts";
import { type Command, HumanError } from "../errors.ts";
import type { Known } from "../services.ts";
import { contextLines } from "../sources/context-lines.ts";
import type { AnalyzedGroup } from "../sources/groups.ts";
import { showPlace } from "../views/show-place.ts";

interface Item extends vscode.QuickPickItem {
  readonly place?: Location;
}

/** Choose among all contexts, the current one first, and open it at its place. */
export function goToContext({ platform, sources }: Known): Command {
  return {
    id: "kubeconfigInspector.goToContext",
    async run() {
      await sources.ready;
      const items = sources.groups.flatMap(group => itemsOf(group, platform));
      if (items.length === 0) throw new HumanError(vscode.l10n.t("No kubeconfig with a context was found."));
      const picked = await vscode.window.showQuickPick(items, {
        title: vscode.l10n.t("Go to Context"),
        placeHolder: vscode.l10n.t("Choose a context to open it in its file"),
        matchOnDescription: true,
      });
      if (picked?.place !== undefined) await showPlace(picked.place);
    },
  };
}

function itemsOf(group: AnalyzedGroup, platform: Platform): readonly Item[] {
  return contextLines(group, platform).flatMap(({ context: { entry }, label, description, heading }) => [
    ...(heading === undefined ? [] : [{ label: heading, kind: vscode.QuickPickItemKind.Separator }]),
    { label, description, place: { source: entry.source, span: entry.nameSpan } },
  ]);
}
