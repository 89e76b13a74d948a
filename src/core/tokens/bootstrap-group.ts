/** What a bootstrap token may add to `system:bootstrappers` (k8s.io/cluster-bootstrap/token/api BootstrapGroupPattern). */
export function isBootstrapGroup(text: string): boolean {
  return /^system:bootstrappers:[a-z0-9:-]{0,255}[a-z0-9]$/.test(text);
}

/** The group by which kubeadm lets nodes join (kubeadm constants.go NodeBootstrapTokenAuthGroup). */
export const NODE_GROUP = "system:bootstrappers:kubeadm:default-node-token";
