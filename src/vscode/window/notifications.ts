import * as vscode from "vscode";
import type { Analysis } from "../../core/analysis.ts";
import { type Ending, endings } from "../../core/features/endings.ts";
import { visible } from "../../core/features/markdown.ts";
import { residual } from "../../core/features/time.ts";
import { textOf } from "../convert.ts";
import type { Settings } from "../settings.ts";
import type { Sources } from "../sources/sources.ts";
import { unlinked } from "../text/unlinked.ts";
import { isNoticeDue } from "./notice.ts";

const LAST = "notifiedAt";

/** At most once a day: what of the effective configuration has expired or is about to. */
export function registerNotifications(
  memory: vscode.Memento,
  sources: Sources,
  settings: Settings,
  now: () => number,
): vscode.Disposable {
  return sources.onDidChange(() => {
    const { effective } = sources;
    if (effective === undefined) return;
    let ending: readonly Ending[] = [];
    const count = () => {
      ending = endings(effective.analysis, settings.thresholds);
      return ending.length;
    };
    if (!isNoticeDue(settings.notifications, memory.get(LAST, 0), now(), count)) return;
    void memory.update(LAST, now());
    void notify(ending, effective.analysis, settings);
  });
}

async function notify(ending: readonly Ending[], { now }: Analysis, settings: Settings): Promise<void> {
  const [first] = ending;
  if (first === undefined) return;
  const show = vscode.l10n.t("Show Expiration Report");
  const never = vscode.l10n.t("Do Not Show Again");
  const name = visible(first.user);
  const time = first.neverValid ? vscode.l10n.t("is never valid") : textOf(residual(now, first.expires));
  const message =
    ending.length === 1
      ? vscode.l10n.t("The credential of user {0} in your kubeconfig {1}.", name, time)
      : vscode.l10n.t(
          "The credentials of {0} users in your kubeconfig have expired or are about to. The first is that of {1}, which {2}.",
          ending.length,
          name,
          time,
        );
  const picked = await vscode.window.showWarningMessage(unlinked(message), show, never);
  if (picked === show) await vscode.commands.executeCommand("kubeconfigInspector.showReport");
  if (picked === never) await settings.silence();
}
