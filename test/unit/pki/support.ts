import { base64, type Issued, makeCa, makeCertificate } from "../../support/certificates.ts";
import type { MemoryEntry } from "../../support/memory-folder.ts";

export const NOW = Date.parse("2026-11-22T00:00:00Z");
const DAY = 86_400_000;

export const OPTIONS = { now: NOW, thresholds: { warning: 30 * DAY, critical: 7 * DAY } };

const API_SERVER = ["kubernetes", "kubernetes.default", "kubernetes.default.svc", "cp1"];

/** A kubeconfig as kubeadm writes it. */
export function kubeconfig(ca: Issued, client: Issued, server = "https://cp1:6443"): string {
  return `apiVersion: v1
kind: Config
current-context: c
clusters:
- name: kubernetes
  cluster: {server: "${server}", certificate-authority-data: ${base64(ca.pem)}}
contexts:
- name: c
  context: {cluster: kubernetes, user: u}
users:
- name: u
  user: {client-certificate-data: ${base64(client.pem)}, client-key-data: ${base64(client.traditionalKeyPem)}}
`;
}

export interface KubeadmMaterial {
  readonly ca: Issued;
  readonly files: Readonly<Record<string, MemoryEntry>>;
}

/** A complete and healthy `/etc/kubernetes`, certificates to 2027-01-01, CAs to 2036. */
export async function kubeadmFiles(): Promise<KubeadmMaterial> {
  const ca = await makeCa({ seed: "ca" });
  const frontProxy = await makeCa({ cn: "front-proxy-ca", seed: "front-proxy-ca" });
  const etcd = await makeCa({ cn: "etcd-ca", seed: "etcd-ca" });
  const files: Record<string, MemoryEntry> = {};
  const put = (stem: string, { pem, traditionalKeyPem }: Issued) => {
    files[`/etc/kubernetes/pki/${stem}.crt`] = pem;
    files[`/etc/kubernetes/pki/${stem}.key`] = traditionalKeyPem;
  };
  put("ca", ca);
  put("front-proxy-ca", frontProxy);
  put("etcd/ca", etcd);
  const san = API_SERVER.map(value => ({ type: "dns" as const, value }));
  put(
    "apiserver",
    await makeCertificate({ cn: "kube-apiserver", issuer: ca, eku: ["serverAuth"], san, seed: "a" }),
  );
  const client = (cn: string, issuer: Issued, orgs: readonly string[] = []) =>
    makeCertificate({ cn, orgs, issuer, eku: ["clientAuth"], seed: cn });
  put("apiserver-kubelet-client", await client("kube-apiserver-kubelet-client", ca));
  put("front-proxy-client", await client("front-proxy-client", frontProxy));
  put("apiserver-etcd-client", await client("kube-apiserver-etcd-client", etcd));
  put("etcd/healthcheck-client", await client("kube-etcd-healthcheck-client", etcd));
  for (const name of ["server", "peer"]) {
    put(
      `etcd/${name}`,
      await makeCertificate({ cn: "cp1", issuer: etcd, eku: ["serverAuth", "clientAuth"], seed: name }),
    );
  }
  const users: readonly (readonly [string, string, readonly string[]])[] = [
    ["admin", "kubernetes-admin", ["kubeadm:cluster-admins"]],
    ["super-admin", "kubernetes-super-admin", ["system:masters"]],
    ["controller-manager", "system:kube-controller-manager", []],
    ["scheduler", "system:kube-scheduler", []],
    ["kubelet", "system:node:cp1", ["system:nodes"]],
  ];
  for (const [name, cn, orgs] of users) {
    files[`/etc/kubernetes/${name}.conf`] = kubeconfig(ca, await client(cn, ca, orgs));
  }
  return { ca, files };
}
