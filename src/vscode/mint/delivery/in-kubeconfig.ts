import * as vscode from "vscode";
import { freeName } from "../../../core/edits/add.ts";
import { shownAddress } from "../../../core/kubeconfig/secrecy.ts";
import type { SigningCa } from "../../../core/x509/mint/authority.ts";
import { fileOf } from "../../convert.ts";
import type { Known, Services } from "../../services.ts";
import type { AnalyzedGroup } from "../../sources/groups.ts";
import { line } from "../../text/iconless.ts";
import type { Interview } from "../../wizard/interview.ts";
import { shortPath } from "../../world/paths.ts";
import { isVerifiedWith, knownClusters, sectioned } from "../clusters.ts";
import type { DestinationWish, EntryDestination, Origin } from "./wish.ts";

interface WritableFile {
  readonly group: AnalyzedGroup;
  readonly source: string;
  readonly uri: vscode.Uri;
}

/** Files that kubectl can read, as nothing is added to a broken one, and that know a cluster to be a user of. */
export function filesToWrite({ sources }: Pick<Services, "sources">, of: Origin): readonly WritableFile[] {
  const withClusters = sources.groups.filter(group =>
    of.kind === "cluster" ? group.id === of.cluster.group.id : group.analysis.effective.clusters.size > 0,
  );
  return withClusters.flatMap(group =>
    group.members.flatMap(({ id, uri, source }) => {
      const file = fileOf(group.analysis, id);
      return source === undefined || file === undefined || file.refusals.length > 0
        ? []
        : [{ group, source: id, uri }];
    }),
  );
}

/** Asks which file gets a new user and context, for which cluster, and what they are called. */
export async function askEntries(
  interview: Interview,
  services: Known,
  { title, name, of }: DestinationWish,
): Promise<EntryDestination> {
  const { platform } = services;
  const { group, source } = await interview.choose({
    id: "to-file",
    title,
    prompt: vscode.l10n.t("Which kubeconfig gets the new user and context?"),
    options: likelyFirst(filesToWrite(services, of), of).map(target => ({
      key: target.source,
      label: line(shortPath(target.uri, platform)),
      ...(target.group.kind === "effective" && { description: vscode.l10n.t("kubectl configuration") }),
      value: target,
    })),
  });
  const { files, effective } = group.analysis;
  const cluster =
    of.kind === "cluster" ? of.cluster.entry.name : await askCluster(interview, title, group, of.ca);
  const context = await interview.type({
    id: "to-context",
    title,
    prompt: vscode.l10n.t("Name of the new context"),
    value: freeName(files, "context", `${name}@${cluster}`),
    check: text => remarkOnName(text, freeName(files, "context", text) !== text),
  });
  const makeCurrent = await interview.choose({
    id: "to-current",
    title,
    prompt: vscode.l10n.t("Should kubectl use the new context from now on?"),
    options: [
      {
        key: "keep",
        label: vscode.l10n.t("Keep the current context"),
        description: line(effective.currentContext?.name ?? ""),
        value: false,
      },
      { key: "use", label: vscode.l10n.t("Use the new context"), description: line(context), value: true },
    ],
  });
  const user = freeName(files, "user", context);
  return { kind: "kubeconfig", group, source, cluster, user, context, makeCurrent };
}

function askCluster(
  interview: Interview,
  title: string,
  group: AnalyzedGroup,
  ca: Pick<SigningCa, "chain">,
): Promise<string> {
  return interview.choose({
    id: "to-cluster",
    title,
    prompt: vscode.l10n.t("Which cluster is it for?"),
    options: sectioned(knownClusters([group]), ca).map(({ entry, heading }) => ({
      key: entry.name,
      label: line(entry.name),
      description: line(shownAddress(entry.server?.value ?? "")),
      ...(heading !== undefined && { heading }),
      value: entry.name,
    })),
  });
}

/** Those that know a cluster of the CA that signs, or the file with the cluster itself. */
function likelyFirst(targets: readonly WritableFile[], of: Origin): readonly WritableFile[] {
  if (of.kind === "cluster") {
    const isItsFile = ({ source }: WritableFile) => source === of.cluster.entry.source;
    return [...targets.filter(isItsFile), ...targets.filter(each => !isItsFile(each))];
  }
  const { ca } = of;
  const isOfCa = ({ group }: WritableFile) =>
    knownClusters([group]).some(each => isVerifiedWith(each, ca) === true);
  return [...targets.filter(isOfCa), ...targets.filter(each => !isOfCa(each))];
}

function remarkOnName(text: string, isTakenName: boolean) {
  if (text === "") return { severity: "error", text: vscode.l10n.t("A name is missing.") } as const;
  return isTakenName
    ? ({ severity: "error", text: vscode.l10n.t("This name is taken. Choose another one.") } as const)
    : undefined;
}
