import * as vscode from "vscode";
import type { ClusterClient } from "../../cluster/index.ts";
import { shellQuoted } from "../../core/rbac/index.ts";
import type { PendingRequest } from "../cluster/pending-requests.ts";
import type { Requesting } from "../services.ts";
import { interview } from "../wizard/interview.ts";

/** Who approves a request: the person, where it may, or somebody else. The question is `approve`. */
export async function askWhatNext(
  services: Requesting,
  record: PendingRequest,
  client: ClusterClient,
): Promise<"approve" | "wait"> {
  const { ask, clusters, platform } = services;
  const { mayApprove, approveLine } = await clusters.module();
  const may = await ask.busy(vscode.l10n.t("Asking whether you may approve it"), signal =>
    mayApprove(client, signal),
  );
  const shell = platform.style === "windows" ? "powershell" : "posix";
  const line = approveLine(shellQuoted(record.name, shell));
  const next = await interview(ask, each =>
    each.choose<"approve" | "wait" | "copy">({
      id: "approve",
      title: vscode.l10n.t("Certificate Request {0}", record.name),
      prompt: vscode.l10n.t("The cluster has the request. Somebody must approve it."),
      options: [
        ...(may.ok && may.value
          ? [
              {
                key: "approve",
                label: `$(check) ${vscode.l10n.t("Approve it")}`,
                description: vscode.l10n.t("you have the right to"),
                value: "approve" as const,
              },
            ]
          : []),
        {
          key: "copy",
          label: `$(copy) ${vscode.l10n.t("Copy the Line That Approves It, and Wait")}`,
          detail: line,
          value: "copy",
        },
        {
          key: "wait",
          label: `$(watch) ${vscode.l10n.t("Wait")}`,
          description: vscode.l10n.t("the request and its key are kept, also when you close the window"),
          value: "wait",
        },
      ],
    }),
  );
  if (next !== "copy") return next;
  await vscode.env.clipboard.writeText(line);
  return "wait";
}
