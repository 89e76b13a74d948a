import * as vscode from "vscode";
import { equalBytes } from "../../core/bytes/bytes.ts";
import type { NewEntry } from "../../core/edits/add.ts";
import { clusterElsewhere, newCluster } from "../../core/edits/index.ts";
import type { ClusterEntry } from "../../core/kubeconfig/model.ts";
import type { PathStyle } from "../../core/ports.ts";
import type { SigningCa } from "../../core/x509/mint/authority.ts";
import { encodePem } from "../../core/x509/pem.ts";
import type { ContextOf } from "../cluster/clusters.ts";
import { fileOf } from "../convert.ts";
import type { AnalyzedGroup } from "../sources/groups.ts";

/** A cluster of a configuration that is known. */
export interface KnownCluster {
  readonly group: AnalyzedGroup;
  readonly entry: ClusterEntry;
}

/** The clusters that kubectl sees in each configuration. */
export function knownClusters(groups: readonly AnalyzedGroup[]): readonly KnownCluster[] {
  return groups.flatMap(group =>
    [...group.analysis.effective.clusters.values()].map(entry => ({ group, entry })),
  );
}

/** The cluster of a context, as the configuration has it. */
export function clusterOf({ group, context }: ContextOf): KnownCluster | undefined {
  const entry = group.analysis.effective.contexts.get(context);
  const cluster = group.analysis.effective.clusters.get(entry?.cluster?.value ?? "");
  return cluster && { group, entry: cluster };
}

/** Whether a cluster is verified with the CA that signs, or with one above it. Unknown where its CA cannot be read. */
export function isVerifiedWith(
  { group, entry }: KnownCluster,
  { chain }: Pick<SigningCa, "chain">,
): boolean | undefined {
  const certificates = group.analysis.clusters.get(entry)?.ca?.content?.certificates;
  return certificates?.some(
    item => item.ok && chain.some(({ der }) => equalBytes(der, item.certificate.der)),
  );
}

/** Clusters in two sections: those of the CA that signs are proposed first. */
export function sectioned(
  clusters: readonly KnownCluster[],
  ca: Pick<SigningCa, "chain">,
): readonly (KnownCluster & { readonly heading?: string })[] {
  const own = clusters.filter(each => isVerifiedWith(each, ca) === true);
  const others = clusters.filter(each => !own.includes(each));
  const section = (members: readonly KnownCluster[], heading: string) =>
    members.map((each, index) => ({ ...each, ...(index === 0 && { heading }) }));
  return [
    ...section(own, vscode.l10n.t("verified with the CA that signs")),
    ...section(others, vscode.l10n.t("not verified with the CA that signs")),
  ];
}

/** A cluster as a file of its own holds it. */
export function clusterFor(
  { group, entry }: KnownCluster,
  to: string | undefined,
  style: PathStyle,
): NewEntry {
  const { analysis } = group;
  const facts = analysis.clusters.get(entry);
  return clusterElsewhere({ file: fileOf(analysis, entry.source), entry, facts, to, style });
}

/** A cluster that nobody has a kubeconfig for yet: its CA is the one that signs, up to its root. */
export function clusterAt(server: string, name: string, { chain }: Pick<SigningCa, "chain">): NewEntry {
  return newCluster(name, server, encodePem("CERTIFICATE", chain.at(-1)?.der ?? new Uint8Array()));
}
