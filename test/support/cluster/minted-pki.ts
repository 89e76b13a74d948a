import { generateKeyPairSync } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { certificateCredential } from "../../../src/core/edits/index.ts";
import { lasting, parseServerNames } from "../../../src/core/x509/assess.ts";
import {
  createCa,
  loadSigningCa,
  type Minted,
  mintClientCertificate,
  mintServingCertificate,
  type SigningCa,
} from "../../../src/core/x509/signing.ts";
import { made, mintingNow } from "../minting.ts";
import { kubeconfigText } from "./kubeconfig.ts";

const lifetime = lasting(1, "y");
const ADMINS = ["kubeadm:cluster-admins"];
const MASTERS = ["system:masters"];

/**
 * Make by code of ours what `kubeadm init phase certs all` and `kubeconfig all` make of a control plane on 127.0.0.1,
 * without the kubelet and the scheduler.
 * @param kubernetes a folder like `/etc/kubernetes`
 * @param server the API server's address
 */
export async function mintPki(kubernetes: string, server: string): Promise<void> {
  const pki = join(kubernetes, "pki");
  const ca = await authority(join(pki, "ca"), "kubernetes");
  const etcd = await authority(join(pki, "etcd", "ca"), "etcd-ca");
  const frontProxy = await authority(join(pki, "front-proxy-ca"), "front-proxy-ca");
  writePair(join(pki, "apiserver"), await serving(ca, "kube-apiserver"));
  writePair(join(pki, "etcd", "server"), await serving(etcd, "cp1"));
  writePair(join(pki, "apiserver-etcd-client"), await client(etcd, "kube-apiserver-etcd-client"));
  writePair(join(pki, "apiserver-kubelet-client"), await client(ca, "kube-apiserver-kubelet-client", ADMINS));
  writePair(join(pki, "front-proxy-client"), await client(frontProxy, "front-proxy-client"));
  const accounts = generateKeyPairSync("rsa", { modulusLength: 2048 });
  write(join(pki, "sa.key"), accounts.privateKey.export({ type: "pkcs8", format: "pem" }));
  write(join(pki, "sa.pub"), accounts.publicKey.export({ type: "spki", format: "pem" }));
  for (const [name, user, groups] of [
    ["admin", "kubernetes-admin", ADMINS],
    ["super-admin", "kubernetes-super-admin", MASTERS],
    ["controller-manager", "system:kube-controller-manager", []],
  ] as const) {
    const credential = certificateCredential(await client(ca, user, groups));
    write(join(kubernetes, `${name}.conf`), kubeconfigText({ server, caFolder: pki }, user, credential));
  }
}

async function authority(path: string, commonName: string): Promise<SigningCa> {
  const root = made(await createCa({ commonName, lifetime: lasting(10, "y") }, mintingNow()));
  writePair(path, root);
  const material = { certificate: root.certificatePem, key: root.keyPem };
  return made(await loadSigningCa(material, mintingNow()));
}

async function serving(ca: SigningCa, commonName: string): Promise<Minted> {
  const names = made(parseServerNames("127.0.0.1, localhost, kubernetes, kubernetes.default.svc"));
  return made(await mintServingCertificate({ commonName, names, lifetime, client: true }, ca, mintingNow()));
}

async function client(ca: SigningCa, user: string, groups: readonly string[] = []): Promise<Minted> {
  return made(await mintClientCertificate({ user, groups, lifetime }, ca, mintingNow()));
}

function writePair(path: string, { certificatePem, keyPem }: Minted): void {
  write(`${path}.crt`, certificatePem);
  write(`${path}.key`, keyPem);
}

function write(path: string, text: string | Buffer): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text, { mode: 0o600 });
}
