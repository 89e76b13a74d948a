import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { certificateCredential } from "../src/core/edits/index.ts";
import { lasting } from "../src/core/x509/assess.ts";
import { mintClientCertificate } from "../src/core/x509/signing.ts";
import { clusterCa } from "../test/support/cluster/certificate-user.ts";
import { findPrograms } from "../test/support/cluster/find.ts";
import { kubeconfigWith } from "../test/support/cluster/kubeconfig.ts";
import { type Cluster, startCluster } from "../test/support/cluster/start.ts";
import { made, mintingNow } from "../test/support/minting.ts";

/** @throws Error that says what to install, where there are no programs */
export async function startTestCluster(): Promise<Cluster> {
  const found = await findPrograms();
  if (!found.ok) throw new Error(found.reason);
  return startCluster(found.programs);
}

/**
 * Write into a workspace what a person needs to try a cluster: `test-cluster/pki`, whose CA signs for it, and
 * `test-cluster/test-cluster.kubeconfig` with an admin and somebody without rights.
 * @returns the path of the kubeconfig
 */
export async function writeClusterFiles(cluster: Cluster, workspace: string): Promise<string> {
  const folder = join(workspace, "test-cluster");
  cpSync(cluster.caFolder, join(folder, "pki"), { recursive: true });
  const request = { user: "admin", groups: ["kubeadm:cluster-admins"], lifetime: lasting(1, "w") };
  const admin = made(await mintClientCertificate(request, await clusterCa(cluster), mintingNow()));
  const { dev } = cluster.tokens;
  const text = kubeconfigWith(cluster, {
    admin: certificateCredential(admin),
    [dev.user]: { kind: "token", token: dev.token },
  });
  const path = join(folder, "test-cluster.kubeconfig");
  writeFileSync(path, text, { mode: 0o600 });
  return path;
}
