import * as vscode from "vscode";
import { visible } from "../../core/features/markdown.ts";
import type { Location } from "../../core/finding.ts";
import { describeContext } from "../describeContext.ts";
import type { Command } from "../errors.ts";
import { HumanError } from "../errors.ts";
import { iconless } from "../iconless.ts";
import { shortPath } from "../paths.ts";
import type { Services } from "./services.ts";
import { showPlace } from "./showPlace.ts";

interface Item extends vscode.QuickPickItem {
  readonly place?: Location;
}

/** Choose among all contexts, the current one first, and open it at its place. */
export function goToContext({ platform, sources }: Services): Command {
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

function itemsOf(
  group: Services["sources"]["groups"][number],
  platform: Services["platform"],
): readonly Item[] {
  const { analysis, members, kind } = group;
  const shown = analysis.contexts.filter(({ shadowedBy }) => shadowedBy === undefined);
  if (shown.length === 0) return [];
  const [first] = members;
  const file = first === undefined ? "" : shortPath(first.uri, platform);
  const label = kind === "effective" ? vscode.l10n.t("kubectl configuration") : file;
  const sorted = [...shown].sort((a, b) => Number(b.current) - Number(a.current));
  return [
    { label, kind: vscode.QuickPickItemKind.Separator },
    ...sorted.map(context => ({
      label: iconless(visible(context.entry.name)),
      description: iconless(describeContext(group, context)),
      place: { source: context.entry.source, span: context.entry.nameSpan },
    })),
  ];
}
