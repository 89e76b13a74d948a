import * as vscode from "vscode";
import { encodeBase64 } from "../../core/bytes/base64.ts";
import { equalBytes, utf8Bytes } from "../../core/bytes/bytes.ts";
import type { NewEntry } from "../../core/edits/add.ts";
import type { JsonMap } from "../../core/edits/change.ts";
import { newFileText } from "../../core/edits/index.ts";
import { entryValue, movedTo } from "../../core/edits/values.ts";
import type { ClusterFacts } from "../../core/kubeconfig/facts-model.ts";
import type { ClusterEntry } from "../../core/kubeconfig/model.ts";
import type { PathStyle } from "../../core/ports.ts";
import type { SigningCa } from "../../core/x509/mint/authority.ts";
import { encodePem } from "../../core/x509/pem.ts";
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

/** Whether a cluster is verified with the CA that signs, or with one above it. Unknown where its CA cannot be read. */
export function isVerifiedWith({ group, entry }: KnownCluster, { chain }: SigningCa): boolean | undefined {
  const certificates = group.analysis.clusters.get(entry)?.ca?.content?.certificates;
  return certificates?.some(
    item => item.ok && chain.some(({ der }) => equalBytes(der, item.certificate.der)),
  );
}

/** Clusters in two sections: those of the CA that signs are proposed first. */
export function sectioned(
  clusters: readonly KnownCluster[],
  ca: SigningCa,
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

/** A cluster as a file of its own holds it: the CA embedded, other paths written for the new place. */
export function clusterFor(known: KnownCluster, to: string | undefined, style: PathStyle): NewEntry {
  const { group, entry } = known;
  const file = fileOf(group.analysis, entry.source);
  const value: JsonMap = file ? movedTo(entryValue(file, entry), file.source.path, to, style) : {};
  const pem = caOf(group.analysis.clusters.get(entry));
  if (pem === undefined) return { kind: "cluster", name: entry.name, value };
  const { "certificate-authority": _, ...rest } = value;
  const data = encodeBase64(utf8Bytes(pem));
  return { kind: "cluster", name: entry.name, value: { ...rest, "certificate-authority-data": data } };
}

/** Of a CA in a file that was read; what is embedded already stays as it is. */
function caOf(facts: ClusterFacts | undefined): string | undefined {
  if (facts?.ca?.from !== "file") return undefined;
  const certificates = facts.ca.content?.certificates ?? [];
  const pems = certificates.map(item =>
    item.ok ? encodePem("CERTIFICATE", item.certificate.der) : undefined,
  );
  return pems.length === 0 || pems.includes(undefined) ? undefined : pems.join("");
}

/** A cluster that nobody has a kubeconfig for yet: its CA is the one that signs, up to its root. */
export function clusterAt(server: string, name: string, { chain }: SigningCa): NewEntry {
  const pem = encodePem("CERTIFICATE", chain.at(-1)?.der ?? new Uint8Array());
  const data = encodeBase64(utf8Bytes(pem));
  return { kind: "cluster", name, value: { "certificate-authority-data": data, server } };
}

/** A kubeconfig for one user of one cluster. Holds the key. */
export function kubeconfigText(cluster: NewEntry, user: NewEntry, context: NewEntry): string {
  return newFileText([cluster, user, context], context.name);
}

/** Why a text is not the address of an API server; nothing when it is. */
export function serverProblem(text: string): string | undefined {
  const url = URL.parse(text);
  if (url?.protocol === "https:" && url.hostname !== "") {
    return url.username || url.password || url.search || url.hash
      ? vscode.l10n.t("Only the address belongs here: https://, the host, the port and a path.")
      : undefined;
  }
  return vscode.l10n.t("Type the address of the API server, such as https://192.0.2.10:6443.");
}
