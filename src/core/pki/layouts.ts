import { type Message, say } from "../message.ts";

/** What a certificate is for, where its place in a known layout tells. */
export interface PkiRole {
  readonly label: Message;
  /** Extended key usages that whoever checks it demands. Empty for a CA. */
  readonly usages: readonly ("serverAuth" | "clientAuth")[];
  readonly ca: boolean;
  /** The signer's file, without its extension, relative like the file itself. */
  readonly signer?: string;
  /** Host names and addresses that every client of it may dial. */
  readonly names?: readonly string[];
}

type Layout = Readonly<Record<string, PkiRole>>;

function ca(label: Message): PkiRole {
  return { label, usages: [], ca: true };
}

function client(label: Message, signer: string): PkiRole {
  return { label, usages: ["clientAuth"], ca: false, signer };
}

function server(label: Message, signer: string, names?: readonly string[]): PkiRole {
  return { label, usages: ["serverAuth"], ca: false, signer, ...(names === undefined ? {} : { names }) };
}

function both(label: Message, signer: string): PkiRole {
  return { label, usages: ["serverAuth", "clientAuth"], ca: false, signer };
}

/** In-cluster clients reach the API server by the names of its service. */
const API_SERVER_NAMES = ["kubernetes", "kubernetes.default", "kubernetes.default.svc"];

const requestheaderCa = say("CA of the authenticating proxy (requestheader)");
const aggregator = say("client certificate of the API server for extension API servers");

/** kubeadm, and kind, which runs it: cmd/kubeadm/app/phases/certs/certlist.go. Relative to `pki`. */
const kubeadm: Layout = {
  ca: ca(say("Kubernetes CA")),
  apiserver: server(say("serving certificate of the API server"), "ca", API_SERVER_NAMES),
  "apiserver-kubelet-client": client(say("client certificate of the API server for kubelets"), "ca"),
  "front-proxy-ca": ca(requestheaderCa),
  "front-proxy-client": client(aggregator, "front-proxy-ca"),
  "etcd/ca": ca(say("etcd CA")),
  "etcd/server": both(say("serving certificate of etcd"), "etcd/ca"),
  "etcd/peer": both(say("certificate between etcd members"), "etcd/ca"),
  "etcd/healthcheck-client": client(say("client certificate of etcd's health check"), "etcd/ca"),
  "apiserver-etcd-client": client(say("client certificate of the API server for etcd"), "etcd/ca"),
};

/** k0s, `/var/lib/k0s/pki`: k0s pkg/component/controller/certificates.go. kubeadm's names where it has the same. */
const k0s: Layout = {
  ...kubeadm,
  server: server(say("serving certificate of the API server"), "ca", API_SERVER_NAMES),
  "k0s-api": server(say("serving certificate of k0s's own API"), "ca"),
  admin: client(say("client certificate of the administrator"), "ca"),
  ccm: client(say("client certificate of the controller manager"), "ca"),
  scheduler: client(say("client certificate of the scheduler"), "ca"),
  konnectivity: client(say("client certificate of konnectivity"), "ca"),
};

/** k3s and RKE2, `server/tls` in their data directory: k3s pkg/daemons/control/deps. */
const k3s: Layout = {
  "client-ca": ca(say("CA of clients")),
  "server-ca": ca(say("CA of servers")),
  "request-header-ca": ca(requestheaderCa),
  "client-admin": client(say("client certificate of the administrator"), "client-ca"),
  "client-supervisor": client(say("client certificate of the supervisor"), "client-ca"),
  "client-controller": client(say("client certificate of the controller manager"), "client-ca"),
  "client-scheduler": client(say("client certificate of the scheduler"), "client-ca"),
  "client-kube-apiserver": client(say("client certificate of the API server for kubelets"), "client-ca"),
  "client-kube-proxy": client(say("client certificate of kube-proxy"), "client-ca"),
  "client-k3s-controller": client(say("client certificate of the k3s agent"), "client-ca"),
  "client-rke2-controller": client(say("client certificate of the RKE2 agent"), "client-ca"),
  "client-k3s-cloud-controller": client(say("client certificate of the cloud controller"), "client-ca"),
  "client-rke2-cloud-controller": client(say("client certificate of the cloud controller"), "client-ca"),
  "client-auth-proxy": client(aggregator, "request-header-ca"),
  "serving-kube-apiserver": server(
    say("serving certificate of the API server"),
    "server-ca",
    API_SERVER_NAMES,
  ),
  "etcd/server-ca": ca(say("etcd CA")),
  "etcd/peer-ca": ca(say("CA between etcd members")),
  "etcd/client": client(say("client certificate of the API server for etcd"), "etcd/server-ca"),
  "etcd/server-client": both(say("serving certificate of etcd"), "etcd/server-ca"),
  "etcd/peer-server-client": both(say("certificate between etcd members"), "etcd/peer-ca"),
};

/** RKE 1, `/etc/kubernetes/ssl`: rke pki/constants.go. */
const rke: Layout = {
  "kube-ca": ca(say("Kubernetes CA")),
  "kube-apiserver-requestheader-ca": ca(requestheaderCa),
  "kube-apiserver": both(say("serving certificate of the API server"), "kube-ca"),
  "kube-apiserver-proxy-client": client(aggregator, "kube-apiserver-requestheader-ca"),
  "kube-controller-manager": client(say("client certificate of the controller manager"), "kube-ca"),
  "kube-scheduler": client(say("client certificate of the scheduler"), "kube-ca"),
  "kube-proxy": client(say("client certificate of kube-proxy"), "kube-ca"),
  "kube-node": client(say("client certificate of kubelets"), "kube-ca"),
  "kube-admin": client(say("client certificate of the administrator"), "kube-ca"),
};

/** What k0s has beside kubeadm's files, without the extension. */
export const K0S_MARK = "k0s-api";

/** Each layout with the files that tell it: all must be there. The paths are relative to the layout's root. */
const LAYOUTS: readonly { readonly marks: readonly string[]; readonly roles: Layout }[] = [
  { marks: ["ca", K0S_MARK], roles: k0s },
  { marks: ["ca", "apiserver"], roles: kubeadm },
  { marks: ["ca", "front-proxy-ca"], roles: kubeadm },
  { marks: ["client-ca", "server-ca"], roles: k3s },
  { marks: ["kube-ca"], roles: rke },
];

/**
 * The roles of the files of one folder and its `etcd` folder, by their path without the extension; empty where
 * the layout is none that we know. @param stems the paths of its certificate files without the extension
 */
export function rolesOf(stems: ReadonlySet<string>): ReadonlyMap<string, PkiRole> {
  const layout = LAYOUTS.find(({ marks }) => marks.every(mark => stems.has(mark)));
  return new Map(Object.entries(layout?.roles ?? {}));
}

/** What kubeadm lists: the name it gives to a file of `pki`. */
export const kubeadmNames: readonly {
  readonly name: string;
  readonly stem: string;
  readonly caName?: string;
}[] = [
  { name: "apiserver", stem: "apiserver", caName: "ca" },
  { name: "apiserver-etcd-client", stem: "apiserver-etcd-client", caName: "etcd-ca" },
  { name: "apiserver-kubelet-client", stem: "apiserver-kubelet-client", caName: "ca" },
  { name: "ca", stem: "ca" },
  { name: "etcd-ca", stem: "etcd/ca" },
  { name: "etcd-healthcheck-client", stem: "etcd/healthcheck-client", caName: "etcd-ca" },
  { name: "etcd-peer", stem: "etcd/peer", caName: "etcd-ca" },
  { name: "etcd-server", stem: "etcd/server", caName: "etcd-ca" },
  { name: "front-proxy-ca", stem: "front-proxy-ca" },
  { name: "front-proxy-client", stem: "front-proxy-client", caName: "front-proxy-ca" },
];

/** The kubeconfigs that kubeadm lists; kubelet.conf is the kubelet's own affair. */
export const kubeadmKubeconfigs: readonly string[] = [
  "admin.conf",
  "controller-manager.conf",
  "scheduler.conf",
  "super-admin.conf",
];
