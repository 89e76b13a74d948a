import type { PkiKubeconfig } from "./model.ts";

/**
 * Whether the API server of a kubeadm directory uses an etcd that is not kubeadm's own: its manifest names
 * another CA for etcd than `pki/etcd/ca.crt`, and no manifest of etcd stands beside it. kubeadm reads this
 * from the cluster's configuration; without a manifest nothing tells, and kubeadm assumes its own.
 */
export function usesExternalEtcd(prefix: string, files: ReadonlyMap<string, PkiKubeconfig>): boolean {
  const apiserver = files.get(`${prefix}manifests/kube-apiserver.yaml`);
  if (apiserver === undefined || files.has(`${prefix}manifests/etcd.yaml`)) return false;
  if (!/--etcd-servers[= ]/.test(apiserver.text)) return false;
  const caFile = /--etcd-cafile[= ]["']?([^\s"']+)/.exec(apiserver.text)?.[1];
  return caFile === undefined || !caFile.endsWith("/pki/etcd/ca.crt");
}
