import * as vscode from "vscode";
import { type NewEntry, serverProblem } from "../../../core/edits/index.ts";
import { shownAddress } from "../../../core/kubeconfig/secrecy.ts";
import type { SigningCa } from "../../../core/x509/mint/authority.ts";
import { textOf, uriOf } from "../../convert.ts";
import type { Known } from "../../services.ts";
import { line } from "../../text/iconless.ts";
import type { Interview } from "../../wizard/interview.ts";
import { shortPath, usualFolder } from "../../world/paths.ts";
import { pathOf } from "../../world/pki-world.ts";
import { folderOf } from "../../writing/files.ts";
import { askNewPlace, fileStem } from "../../writing/new-place.ts";
import { clusterAt, clusterFor, type KnownCluster, knownClusters, sectioned } from "../clusters.ts";
import type { DestinationWish, EntryDestination } from "./wish.ts";

/** A cluster for a new file. */
interface ClusterToWrite {
  /** Where the dialog for the file begins. */
  readonly start: vscode.Uri;
  readonly entryAt: (place: vscode.Uri) => NewEntry;
}

/** Asks where a new kubeconfig is made, and for which cluster. */
export async function askNewFile(
  interview: Interview,
  services: Known,
  { title, name, of }: DestinationWish,
): Promise<EntryDestination> {
  const { start, entryAt } =
    of.kind === "cluster" ? known(of.cluster, services) : await askCluster(interview, services, title, of.ca);
  const uri = await askNewPlace(interview, services, {
    title,
    label: vscode.l10n.t("Make the Kubeconfig"),
    start,
    name: `${fileStem(name)}.kubeconfig`,
  });
  const cluster = entryAt(uri);
  return { kind: "new", uri, cluster, user: name, context: `${name}@${cluster.name}` };
}

function known(cluster: KnownCluster, { platform }: Known): ClusterToWrite {
  return {
    start: folderOf(uriOf(cluster.entry)),
    entryAt: place => clusterFor(cluster, pathOf(place), platform.style),
  };
}

async function askCluster(
  interview: Interview,
  services: Known,
  title: string,
  ca: Pick<SigningCa, "chain">,
): Promise<ClusterToWrite> {
  const { sources, platform } = services;
  const clusters = sectioned(knownClusters(sources.groups), ca);
  const chosen = await interview.choose({
    id: "to-cluster",
    title,
    prompt: vscode.l10n.t("Which cluster is it for?"),
    options: [
      ...clusters.map(each => ({
        key: `${each.group.id} ${each.entry.source} ${each.entry.name}`,
        label: line(each.entry.name),
        ...(each.heading !== undefined && { heading: each.heading }),
        description: line(shownAddress(each.entry.server?.value ?? "")),
        detail: line(shortPath(uriOf(each.entry), platform)),
        value: each,
      })),
      {
        key: "typed",
        label: `$(globe) ${vscode.l10n.t("Another API server...")}`,
        description: vscode.l10n.t("by its address"),
        value: undefined,
      },
    ],
  });
  if (chosen !== undefined) return known(chosen, services);
  const server = await askServer(interview, title);
  return { start: usualFolder(platform), entryAt: () => clusterAt(server, new URL(server).hostname, ca) };
}

function askServer(interview: Interview, title: string): Promise<string> {
  return interview.type({
    id: "to-cluster-server",
    title,
    prompt: vscode.l10n.t(
      "Address of the API server. Its certificate is expected to come from the CA that signs.",
    ),
    placeholder: "https://192.0.2.10:6443",
    check: text => {
      const problem = serverProblem(text);
      return problem === undefined ? undefined : { severity: "error", text: textOf(problem) };
    },
  });
}
