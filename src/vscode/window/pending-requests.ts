import * as vscode from "vscode";
import type { PendingRequests } from "../cluster/pending-requests.ts";
import { unlinked } from "../text/unlinked.ts";

/** Once a window: that requests for certificates wait in clusters. Nothing is contacted for that. */
export async function tellPendingRequests(pending: PendingRequests): Promise<void> {
  const [first, ...more] = pending.all;
  if (first === undefined || !vscode.workspace.isTrusted) return;
  const resume = vscode.l10n.t("Resume");
  const text =
    more.length === 0
      ? vscode.l10n.t("The cluster of {0} was asked for a certificate of {1}.", first.context, first.user)
      : vscode.l10n.t("Clusters were asked for {0} certificates.", more.length + 1);
  const picked = await vscode.window.showInformationMessage(unlinked(text), resume);
  if (picked !== resume) return;
  await vscode.commands.executeCommand(
    "kubeconfigInspector.resumeRequest",
    more.length === 0 ? first.id : undefined,
  );
}
