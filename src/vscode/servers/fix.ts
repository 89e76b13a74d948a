import * as vscode from "vscode";
import { findEntry, nameOf, type Plan, setFields, trustCa } from "../../core/edits/index.ts";
import { visible } from "../../core/features/markdown.ts";
import type { ServerFix } from "../../core/features/server-check/model.ts";
import type { ClusterEntry, KubeconfigFile } from "../../core/kubeconfig/model.ts";
import type { ContextOf } from "../cluster/clusters.ts";
import { uriOf } from "../convert.ts";
import { type EntryWish, makeChange } from "../entries/change.ts";
import { HumanError } from "../errors.ts";
import type { Editing } from "../services.ts";
import type { Interview } from "../wizard/interview.ts";
import { planFor } from "../writing/changes.ts";
import type { Undo } from "../writing/undo.ts";

/** On the button that mends what was found. */
export function fixLabel(fix: ServerFix): string {
  switch (fix.kind) {
    case "take-ca":
      return vscode.l10n.t("Trust This CA...");
    case "set-server-name":
      return vscode.l10n.t("Set tls-server-name to {0}", fix.name);
    case "remove-server-name":
      return vscode.l10n.t("Remove tls-server-name");
  }
}

/**
 * Change the cluster of a context so that kubectl takes its server.
 * @returns the way back
 * @throws Cancelled when the person leaves; HumanError where it cannot be done
 */
export async function applyFix(services: Editing, fix: ServerFix, of: ContextOf): Promise<Undo> {
  const cluster = clusterOf(of);
  const title = vscode.l10n.t("Check Server");
  const flow = async (each: Interview): Promise<EntryWish> => {
    if (fix.kind === "take-ca") await confirmTrust(each, title, fix, cluster);
    const name = nameOf(of.group.analysis.files, cluster);
    return {
      group: of.group,
      plan: () =>
        planFor(cluster.source, (file, files) => {
          const entry = findEntry(files, name);
          // Without the entry the plan says that it is gone.
          return entry?.kind === "cluster"
            ? planOfFix(fix, file, entry)
            : setFields(file, "cluster", cluster.name, {});
        }),
      place: uriOf(cluster),
      done: "",
    };
  };
  const { undo } = await makeChange(services, title, flow, { small: fix.kind !== "take-ca" });
  return undo;
}

function clusterOf({ group, context }: ContextOf): ClusterEntry {
  const { contexts, clusters } = group.analysis.effective;
  const cluster = clusters.get(contexts.get(context)?.cluster?.value ?? "");
  if (cluster === undefined) throw new HumanError(vscode.l10n.t("The context {0} has no cluster.", context));
  return cluster;
}

function planOfFix(fix: ServerFix, file: KubeconfigFile, entry: ClusterEntry): Plan {
  if (fix.kind === "take-ca") return trustCa(file, entry, fix.pem);
  const name = fix.kind === "set-server-name" ? fix.name : undefined;
  return setFields(file, "cluster", entry.name, { "tls-server-name": name });
}

async function confirmTrust(
  each: Interview,
  title: string,
  { subject, fingerprint }: Extract<ServerFix, { readonly kind: "take-ca" }>,
  { name }: ClusterEntry,
): Promise<void> {
  const { t } = vscode.l10n;
  await each.confirm({
    id: "trust-ca",
    title,
    message: t('Trust the CA "{0}" for the cluster {1}?', visible(subject), visible(name)),
    detail: [
      t("SHA-256 fingerprint: {0}", fingerprint),
      t(
        "This trusts what the server says now; whoever stands between you and the cluster could say it too. Compare the fingerprint with that of the cluster's CA first, on its control plane (with kubeadm: openssl x509 -noout -fingerprint -sha256 -in /etc/kubernetes/pki/ca.crt).",
      ),
      t("It takes the place of what the cluster is verified with now."),
    ].join("\n\n"),
    yes: t("Trust It"),
  });
}
