import * as vscode from "vscode";
import { freeName, type NewEntry } from "../../../core/edits/add.ts";
import { serverProblem } from "../../../core/edits/index.ts";
import { shownAddress } from "../../../core/kubeconfig/secrecy.ts";
import type { ClientIdentity } from "../../../core/x509/assess.ts";
import type { SigningCa } from "../../../core/x509/mint/authority.ts";
import { fileOf, textOf, uriOf } from "../../convert.ts";
import type { Known, Services } from "../../services.ts";
import type { AnalyzedGroup } from "../../sources/groups.ts";
import { line } from "../../text/iconless.ts";
import type { Interview, Option } from "../../wizard/interview.ts";
import { shortPath, usualFolder } from "../../world/paths.ts";
import { pathOf } from "../../world/pki-world.ts";
import type { FileSet } from "../../writing/file-set.ts";
import type { OnPlatform } from "../../writing/files.ts";
import { folderOf } from "../../writing/files.ts";
import { askFileNames, askNewPlace, fileStem } from "../../writing/new-place.ts";
import {
  clusterAt,
  clusterFor,
  isVerifiedWith,
  type KnownCluster,
  knownClusters,
  sectioned,
} from "../clusters.ts";

/** Where a new client certificate goes. */
export type Destination =
  | {
      readonly kind: "kubeconfig";
      readonly group: AnalyzedGroup;
      /** The `id` of the file that gets the entries. */
      readonly source: string;
      readonly cluster: string;
      readonly user: string;
      readonly context: string;
      readonly makeCurrent: boolean;
    }
  | {
      readonly kind: "new";
      readonly uri: vscode.Uri;
      readonly cluster: NewEntry;
      readonly user: string;
      readonly context: string;
    }
  | (FileSet & { readonly kind: "files" });

export interface DestinationWish {
  readonly title: string;
  readonly identity: ClientIdentity;
  /** What signs, with what stands above it. */
  readonly ca: Pick<SigningCa, "chain">;
  /** The cluster that it is for, where that is certain. */
  readonly cluster?: KnownCluster;
}

/** Asks where it goes; no name that is taken is accepted. The questions begin with `to`. */
export async function askDestination(
  interview: Interview,
  services: Known,
  wish: DestinationWish,
): Promise<Destination> {
  const kubeconfigs = filesToWrite(services).filter(
    ({ group }) => wish.cluster === undefined || group.id === wish.cluster.group.id,
  );
  const kind = await interview.choose<Destination["kind"]>({
    id: "to",
    title: wish.title,
    prompt: vscode.l10n.t("Where do the certificate and its key go?"),
    options: [
      ...(kubeconfigs.length === 0 ? [] : [kindOption("kubeconfig")]),
      kindOption("new"),
      kindOption("files"),
    ],
  });
  switch (kind) {
    case "kubeconfig":
      return askEntries(interview, services, wish, kubeconfigs);
    case "new":
      return askNewFile(interview, services, wish);
    case "files":
      return {
        kind,
        ...(await askFileNames(interview, services, wish.title, wish.identity.user, ["key", "crt"])),
      };
  }
}

function kindOption(kind: Destination["kind"]): Option<Destination["kind"]> {
  switch (kind) {
    case "kubeconfig":
      return {
        key: kind,
        label: `$(add) ${vscode.l10n.t("A new user and context in a kubeconfig")}`,
        detail: vscode.l10n.t("Embedded, beside the entries that are there"),
        value: kind,
      };
    case "new":
      return {
        key: kind,
        label: `$(new-file) ${vscode.l10n.t("A new kubeconfig file")}`,
        detail: vscode.l10n.t("With the cluster and its CA, to be handed over as it is"),
        value: kind,
      };
    case "files":
      return {
        key: kind,
        label: `$(key) ${vscode.l10n.t("Files: .key and .crt")}`,
        detail: vscode.l10n.t("As PEM, in a folder"),
        value: kind,
      };
  }
}

interface WritableFile {
  readonly group: AnalyzedGroup;
  readonly source: string;
  readonly uri: vscode.Uri;
}

/** Files that kubectl can read, as nothing is added to a broken one, and that know a cluster to be a user of. */
function filesToWrite({ sources }: Pick<Services, "sources">): readonly WritableFile[] {
  const withClusters = sources.groups.filter(({ analysis }) => analysis.effective.clusters.size > 0);
  return withClusters.flatMap(group =>
    group.members.flatMap(({ id, uri, source }) => {
      const file = fileOf(group.analysis, id);
      return source === undefined || file === undefined || file.refusals.length > 0
        ? []
        : [{ group, source: id, uri }];
    }),
  );
}

async function askEntries(
  interview: Interview,
  { platform }: OnPlatform,
  { title, identity, ca, cluster: known }: DestinationWish,
  targets: readonly WritableFile[],
): Promise<Destination> {
  const { group, source } = await interview.choose({
    id: "to-file",
    title,
    prompt: vscode.l10n.t("Which kubeconfig gets the new user and context?"),
    options: ofCaFirst(targets, ca).map(target => ({
      key: target.source,
      label: line(shortPath(target.uri, platform)),
      ...(target.group.kind === "effective" && { description: vscode.l10n.t("kubectl configuration") }),
      value: target,
    })),
  });
  const { files, effective } = group.analysis;
  const cluster =
    known?.entry.name ??
    (await interview.choose({
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
    }));
  const context = await interview.type({
    id: "to-context",
    title,
    prompt: vscode.l10n.t("Name of the new context"),
    value: freeName(files, "context", `${identity.user}@${cluster}`),
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

/** Those that know a cluster of the CA that signs. */
function ofCaFirst(targets: readonly WritableFile[], ca: Pick<SigningCa, "chain">): readonly WritableFile[] {
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

async function askNewFile(
  interview: Interview,
  services: Known,
  { title, identity, ca, cluster: known }: DestinationWish,
): Promise<Destination> {
  const { sources, platform } = services;
  const clusters = sectioned(knownClusters(sources.groups), ca);
  const chosen =
    known ??
    (await interview.choose({
      id: "to-cluster",
      title,
      prompt: vscode.l10n.t("Which cluster is it for?"),
      options: [
        ...clusters.map(known => ({
          key: `${known.group.id} ${known.entry.source} ${known.entry.name}`,
          label: line(known.entry.name),
          ...(known.heading !== undefined && { heading: known.heading }),
          description: line(shownAddress(known.entry.server?.value ?? "")),
          detail: line(shortPath(uriOf(known.entry), platform)),
          value: known,
        })),
        {
          key: "typed",
          label: `$(globe) ${vscode.l10n.t("Another API server...")}`,
          description: vscode.l10n.t("by its address"),
          value: undefined,
        },
      ],
    }));
  const server = chosen ? "" : await askServer(interview, title);
  const uri = await askNewPlace(interview, services, {
    title,
    label: vscode.l10n.t("Make the Kubeconfig"),
    start: chosen ? folderOf(uriOf(chosen.entry)) : usualFolder(platform),
    name: `${fileStem(identity.user)}.kubeconfig`,
  });
  const cluster = chosen
    ? clusterFor(chosen, pathOf(uri), platform.style)
    : clusterAt(server, new URL(server).hostname, ca);
  return { kind: "new", uri, cluster, user: identity.user, context: `${identity.user}@${cluster.name}` };
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
