import type { CertificateUse, ClusterFacts, UserFacts } from "./facts-model.ts";
import type { ClusterEntry, KubeconfigFile, UserEntry } from "./model.ts";

/** Every certificate of every file, in the order of the files: clusters, then users. */
export function certificateUses(
  files: readonly KubeconfigFile[],
  clusters: ReadonlyMap<ClusterEntry, ClusterFacts>,
  users: ReadonlyMap<UserEntry, UserFacts>,
): readonly CertificateUse[] {
  const uses: CertificateUse[] = [];
  for (const file of files) {
    for (const entry of file.clusters) pushUses(uses, entry, clusters.get(entry)?.ca);
    for (const entry of file.users) pushUses(uses, entry, users.get(entry)?.certificate);
  }
  return uses;
}

function pushUses(
  into: CertificateUse[],
  entry: ClusterEntry | UserEntry,
  material: ClusterFacts["ca"],
): void {
  if (material?.content === undefined) return;
  const { from, field, path } = material;
  for (const [index, item] of material.content.certificates.entries()) {
    if (!item.ok) continue;
    const role = entry.kind === "cluster" ? "ca" : index === 0 ? "client" : "client-chain";
    into.push({
      certificate: item.certificate,
      role,
      entry,
      from,
      field,
      ...(path !== undefined && { path }),
      index,
    });
  }
}
