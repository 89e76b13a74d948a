import { type Issued, makeCa, makeCertificate, makeKey } from "../test/support/certificates.ts";
import { daysFrom } from "./dates.ts";
import type { Files } from "./files.ts";
import { client, clientCertificate, cluster } from "./fleet.ts";
import { kubeconfig } from "./kubeconfig.ts";

const SERVER = "https://192.0.2.10:6443";

/** What kubeadm writes under /etc/kubernetes on a control plane, eleven months after `kubeadm init`. */
export async function kubeadm(now: Date): Promise<Files> {
  const started = daysFrom(now, -335);
  const authority = (cn: string) =>
    makeCa({ cn, notBefore: started, notAfter: daysFrom(now, 3315), keyType: "rsa-2048" });
  const [ca, frontProxy, etcd] = await Promise.all(
    ["kubernetes", "front-proxy-ca", "etcd-ca"].map(authority),
  );
  if (ca === undefined || frontProxy === undefined || etcd === undefined)
    throw new Error("Three authorities");
  const validity = { notBefore: started, notAfter: daysFrom(now, 30.5) };
  const leaf = (issuer: Issued, cn: string, orgs: readonly string[] = []) =>
    client({ cn, orgs, issuer, ...validity });
  const serviceAccount = await makeKey("rsa-2048");
  const conf = async (cn: string, orgs: readonly string[], user: string) =>
    confText(ca, user, await leaf(ca, cn, orgs));
  return {
    "kubernetes/admin.conf": await conf("kubernetes-admin", ["kubeadm:cluster-admins"], "kubernetes-admin"),
    "kubernetes/super-admin.conf": await conf(
      "kubernetes-super-admin",
      ["system:masters"],
      "kubernetes-super-admin",
    ),
    "kubernetes/controller-manager.conf": await conf(
      "system:kube-controller-manager",
      [],
      "system:kube-controller-manager",
    ),
    "kubernetes/scheduler.conf": await conf("system:kube-scheduler", [], "system:kube-scheduler"),
    ...pair("ca", ca),
    ...pair("front-proxy-ca", frontProxy),
    ...pair("etcd/ca", etcd),
    ...pair("apiserver", await servingCertificate(ca, validity)),
    ...pair(
      "apiserver-kubelet-client",
      await leaf(ca, "kube-apiserver-kubelet-client", ["kubeadm:cluster-admins"]),
    ),
    ...pair("front-proxy-client", await leaf(frontProxy, "front-proxy-client")),
    ...pair("apiserver-etcd-client", await leaf(etcd, "kube-apiserver-etcd-client")),
    ...pair("etcd/server", await etcdPeer(etcd, validity)),
    ...pair("etcd/peer", await etcdPeer(etcd, validity)),
    ...pair("etcd/healthcheck-client", await leaf(etcd, "kube-etcd-healthcheck-client")),
    "kubernetes/pki/sa.key": serviceAccount.traditionalKeyPem,
    "kubernetes/pki/sa.pub": serviceAccount.publicKeyPem,
  };
}

interface Validity {
  readonly notBefore: Date;
  readonly notAfter: Date;
}

function confText(ca: Issued, user: string, issued: Issued): string {
  const context = `${user}@kubernetes`;
  return kubeconfig({
    clusters: { kubernetes: cluster(SERVER, ca) },
    users: { [user]: clientCertificate(issued) },
    contexts: { [context]: { cluster: "kubernetes", user } },
    currentContext: context,
  });
}

function servingCertificate(issuer: Issued, validity: Validity): Promise<Issued> {
  const dns = [
    "cp1",
    "kubernetes",
    "kubernetes.default",
    "kubernetes.default.svc",
    "kubernetes.default.svc.cluster.local",
  ];
  return makeCertificate({
    cn: "kube-apiserver",
    issuer,
    eku: ["serverAuth"],
    serial: "2a61",
    san: [
      ...dns.map(value => ({ type: "dns" as const, value })),
      ...["10.96.0.1", "192.0.2.10"].map(value => ({ type: "ip" as const, value })),
    ],
    ...validity,
  });
}

function etcdPeer(issuer: Issued, validity: Validity): Promise<Issued> {
  return makeCertificate({
    cn: "cp1",
    issuer,
    eku: ["serverAuth", "clientAuth"],
    serial: "5d0f",
    san: [
      { type: "dns", value: "cp1" },
      { type: "ip", value: "192.0.2.10" },
    ],
    ...validity,
  });
}

function pair(name: string, issued: Issued): Files {
  return {
    [`kubernetes/pki/${name}.crt`]: issued.pem,
    [`kubernetes/pki/${name}.key`]: issued.traditionalKeyPem,
  };
}
