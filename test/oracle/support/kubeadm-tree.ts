import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Trees with an `etc/kubernetes` that kubeadm itself has made. */
export interface KubeadmTrees {
  /** A fresh copy, changed by `change`, which gets the path of its `etc/kubernetes`. @returns the copy's root */
  tree(change: (kubernetes: string) => void | Promise<void>): Promise<string>;
  /** What `kubeadm certs check-expiration` prints for a root, and its exit code. */
  ask(root: string, ...args: readonly string[]): { readonly output: string; readonly code: number | null };
  dispose(): void;
}

/** @param prefix how to run something that changes its root */
export function kubeadmTrees(
  { binary, minor }: { readonly binary: string; readonly minor: number },
  prefix: readonly string[],
): KubeadmTrees {
  const folder = mkdtempSync(join(tmpdir(), "kubeadm-trees-"));
  const original = join(folder, "original");
  make(binary, minor, original);
  let count = 0;
  return {
    async tree(change) {
      const root = join(folder, `tree-${++count}`);
      cpSync(original, root, { recursive: true });
      await change(join(root, "etc", "kubernetes"));
      return root;
    },
    ask(root, ...args) {
      const [program = binary, ...rest] = [...prefix, binary];
      const run = spawnSync(program, [...rest, "certs", "check-expiration", "--rootfs", root, ...args], {
        encoding: "utf8",
      });
      return { output: run.stdout, code: run.status };
    },
    dispose: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** kubeadm refuses a loopback address to advertise; the documentation address is never dialled. */
function make(binary: string, minor: number, root: string): void {
  const api = `kubeadm.k8s.io/${minor >= 31 ? "v1beta4" : "v1beta3"}`;
  const kubernetes = join(root, "etc", "kubernetes");
  mkdirSync(kubernetes, { recursive: true });
  const config = join(root, "config.yaml");
  writeFileSync(
    config,
    `apiVersion: ${api}
kind: InitConfiguration
localAPIEndpoint: { advertiseAddress: 192.0.2.10 }
nodeRegistration: { name: cp1, criSocket: unix:///run/none.sock }
---
apiVersion: ${api}
kind: ClusterConfiguration
kubernetesVersion: v1.${minor}.0
certificatesDir: ${join(kubernetes, "pki")}
${minor >= 31 ? "encryptionAlgorithm: ECDSA-P256" : "featureGates: { PublicKeysECDSA: true }"}
controlPlaneEndpoint: 127.0.0.1:1
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
