import { join } from "node:path";
import { ADVERTISED } from "./kubeadm.ts";

/** As a single member that may forget everything. */
export function etcdFlags(folder: string, pki: string, client: number, peer: number): readonly string[] {
  const clients = `https://127.0.0.1:${client}`;
  const peers = `http://127.0.0.1:${peer}`;
  return flags({
    "data-dir": join(folder, "etcd"),
    "listen-client-urls": clients,
    "advertise-client-urls": clients,
    "listen-peer-urls": peers,
    "initial-advertise-peer-urls": peers,
    "initial-cluster": `default=${peers}`,
    "client-cert-auth": true,
    "trusted-ca-file": join(pki, "etcd", "ca.crt"),
    "cert-file": join(pki, "etcd", "server.crt"),
    "key-file": join(pki, "etcd", "server.key"),
    "unsafe-no-fsync": true,
  });
}

interface ApiServerSettings {
  readonly pki: string;
  readonly port: number;
  readonly etcd: number;
  readonly tokenFile: string;
}

/** What kubeadm sets, on the loopback address, and a static token file. */
export function apiServerFlags({ pki, port, etcd, tokenFile }: ApiServerSettings): readonly string[] {
  return flags({
    "bind-address": "127.0.0.1",
    "secure-port": port,
    "advertise-address": ADVERTISED,
    "etcd-servers": `https://127.0.0.1:${etcd}`,
    "etcd-cafile": join(pki, "etcd", "ca.crt"),
    "etcd-certfile": join(pki, "apiserver-etcd-client.crt"),
    "etcd-keyfile": join(pki, "apiserver-etcd-client.key"),
    "client-ca-file": join(pki, "ca.crt"),
    "tls-cert-file": join(pki, "apiserver.crt"),
    "tls-private-key-file": join(pki, "apiserver.key"),
    "kubelet-client-certificate": join(pki, "apiserver-kubelet-client.crt"),
    "kubelet-client-key": join(pki, "apiserver-kubelet-client.key"),
    "proxy-client-cert-file": join(pki, "front-proxy-client.crt"),
    "proxy-client-key-file": join(pki, "front-proxy-client.key"),
    "requestheader-client-ca-file": join(pki, "front-proxy-ca.crt"),
    "requestheader-allowed-names": "front-proxy-client",
    "requestheader-username-headers": "X-Remote-User",
    "requestheader-group-headers": "X-Remote-Group",
    "requestheader-extra-headers-prefix": "X-Remote-Extra-",
    "service-account-key-file": join(pki, "sa.pub"),
    "service-account-signing-key-file": join(pki, "sa.key"),
    "service-account-issuer": "https://kubernetes.default.svc.cluster.local",
    "service-cluster-ip-range": "10.96.0.0/12",
    "authorization-mode": "Node,RBAC",
    "enable-admission-plugins": "NodeRestriction",
    "enable-bootstrap-token-auth": true,
    "token-auth-file": tokenFile,
  });
}

/** What kubeadm sets, on the loopback address. It signs requests, clears bootstrap tokens and signs with them. */
export function controllerManagerFlags(pki: string, kubeconfig: string, port: number): readonly string[] {
  return flags({
    "bind-address": "127.0.0.1",
    "secure-port": port,
    kubeconfig,
    "authentication-kubeconfig": kubeconfig,
    "authorization-kubeconfig": kubeconfig,
    "client-ca-file": join(pki, "ca.crt"),
    "requestheader-client-ca-file": join(pki, "front-proxy-ca.crt"),
    "cluster-signing-cert-file": join(pki, "ca.crt"),
    "cluster-signing-key-file": join(pki, "ca.key"),
    "root-ca-file": join(pki, "ca.crt"),
    "service-account-private-key-file": join(pki, "sa.key"),
    "use-service-account-credentials": true,
    "leader-elect": false,
    controllers: "*,bootstrapsigner,tokencleaner",
  });
}

function flags(values: Readonly<Record<string, string | number | boolean>>): readonly string[] {
  return Object.entries(values).map(([name, value]) => `--${name}=${value}`);
}
