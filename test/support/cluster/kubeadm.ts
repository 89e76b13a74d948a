import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { buildProgram } from "./programs.ts";

export interface Kubeadm {
  readonly binary: string;
  /** Of its version 1.MINOR. */
  readonly minor: number;
}

/** A kubeadm, or why there is none. */
export type KubeadmOrReason =
  | (Kubeadm & { readonly ok: true })
  | { readonly ok: false; readonly reason: string };

/**
 * The kubeadm that `KUBEADM` names, of any version from 1.30 on, which has `-o json`; the one on the PATH; or the one
 * that go.mod pins.
 * @throws Error where Go fails to build that
 */
export async function findKubeadm(): Promise<KubeadmOrReason> {
  for (const binary of [process.env["KUBEADM"], "kubeadm"]) {
    const minor = binary === undefined ? 0 : minorOf(binary);
    if (binary !== undefined && minor >= 30) return { ok: true, binary, minor };
  }
  const built = await buildProgram("kubeadm");
  return built.ok ? { ...built, minor: minorOf(built.binary) } : built;
}

function minorOf(binary: string): number {
  const { stdout } = spawnSync(binary, ["version", "-o", "short"], { encoding: "utf8" });
  return Number(/^v1\.(\d+)\./.exec(stdout ?? "")?.[1] ?? 0);
}

/** kubeadm refuses a loopback address to advertise; this one of the documentation is never dialled. */
export const ADVERTISED = "192.0.2.10";

/**
 * Let kubeadm make `pki` and the kubeconfigs of a control plane, with ECDSA keys, in a folder like `/etc/kubernetes`.
 * All serving certificates are for 127.0.0.1 and localhost too.
 * @param port of the API server, on 127.0.0.1
 * @throws Error with what kubeadm says
 */
export function kubeadmInit({ binary, minor }: Kubeadm, kubernetes: string, port: number): void {
  const api = `kubeadm.k8s.io/${minor >= 31 ? "v1beta4" : "v1beta3"}`;
  mkdirSync(kubernetes, { recursive: true });
  const config = join(dirname(kubernetes), "config.yaml");
  writeFileSync(
    config,
    `apiVersion: ${api}
kind: InitConfiguration
localAPIEndpoint: { advertiseAddress: ${ADVERTISED}, bindPort: ${port} }
nodeRegistration: { name: cp1, criSocket: unix:///run/none.sock }
---
apiVersion: ${api}
kind: ClusterConfiguration
kubernetesVersion: v1.${minor}.0
certificatesDir: ${join(kubernetes, "pki")}
${minor >= 31 ? "encryptionAlgorithm: ECDSA-P256" : "featureGates: { PublicKeysECDSA: true }"}
controlPlaneEndpoint: 127.0.0.1:${port}
apiServer: { certSANs: [127.0.0.1, localhost] }
etcd: { local: { dataDir: /var/lib/etcd, serverCertSANs: [127.0.0.1, localhost] } }
`,
  );
  for (const phase of [
    ["certs", "all"],
    ["kubeconfig", "all", "--kubeconfig-dir", kubernetes],
  ]) {
    const run = spawnSync(binary, ["init", "phase", ...phase, "--config", config], { encoding: "utf8" });
    if (run.status !== 0) throw new Error(`kubeadm init phase ${phase.join(" ")} failed: ${run.stderr}`);
  }
}
