import * as vscode from "vscode";
import { uriOf } from "../../convert.ts";
import type { Fact } from "../../wizard/summary.ts";
import { shortPath } from "../../world/paths.ts";
import { placeIn } from "../../writing/file-set.ts";
import type { OnPlatform } from "../../writing/files.ts";
import type { ContextPlace } from "../rbac/namespace.ts";
import type { Destination } from "./wish.ts";

/** Where it goes, for a summary. */
export function destinationFacts(destination: Destination, { platform }: OnPlatform): readonly Fact[] {
  const fact = (label: string, value: string, question: string): Fact => ({ label, value, question });
  switch (destination.kind) {
    case "kubeconfig":
      return [
        fact(vscode.l10n.t("Kubeconfig"), shortPath(uriOf(destination), platform), "to-file"),
        fact(vscode.l10n.t("Cluster"), destination.cluster, "to-cluster"),
        fact(vscode.l10n.t("New context"), destination.context, "to-context"),
        fact(vscode.l10n.t("New user"), destination.user, "to-context"),
        ...(destination.makeCurrent
          ? [fact(vscode.l10n.t("Current context"), destination.context, "to-current")]
          : []),
      ];
    case "new":
      return [
        fact(vscode.l10n.t("New kubeconfig"), shortPath(destination.uri, platform), "to"),
        fact(vscode.l10n.t("Cluster"), destination.cluster.name, "to-cluster"),
      ];
    case "files":
      return [
        fact(vscode.l10n.t("Private key"), shortPath(placeIn(destination, "key"), platform), "to-name"),
        fact(vscode.l10n.t("Certificate"), shortPath(placeIn(destination, "crt"), platform), "to-name"),
      ];
  }
}

/** The API server that the credential is for, where that is known. */
export function serverOf(destination: Destination): { readonly server?: string } {
  switch (destination.kind) {
    case "kubeconfig": {
      const { group, cluster } = destination;
      const server = group.analysis.effective.clusters.get(cluster)?.server?.value;
      return server ? { server } : {};
    }
    case "new": {
      const { server } = destination.cluster.value;
      return typeof server === "string" ? { server } : {};
    }
    case "files":
      return {};
  }
}

/** The context that is made, by its file and its name. */
export function contextOf(destination: Destination): { readonly context?: ContextPlace } {
  switch (destination.kind) {
    case "kubeconfig":
      return { context: { source: destination.source, name: destination.context } };
    case "new":
      return { context: { source: destination.uri.toString(), name: destination.context } };
    case "files":
      return {};
  }
}
