import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Kubeadm, kubeadmInit } from "../../support/cluster/kubeadm.ts";

/** Trees with an `etc/kubernetes` that kubeadm itself has made. */
export interface KubeadmTrees {
  /** A fresh copy, changed by `change`, which gets the path of its `etc/kubernetes`. @returns the copy's root */
  tree(change: (kubernetes: string) => void | Promise<void>): Promise<string>;
  /** What `kubeadm certs check-expiration` prints for a root, and its exit code. */
  ask(root: string, ...args: readonly string[]): { readonly output: string; readonly code: number | null };
  dispose(): void;
}

/** @param prefix how to run something that changes its root */
export function kubeadmTrees(kubeadm: Kubeadm, prefix: readonly string[]): KubeadmTrees {
  const folder = mkdtempSync(join(tmpdir(), "kubeadm-trees-"));
  const original = join(folder, "original");
  kubeadmInit(kubeadm, join(original, "etc", "kubernetes"), 6443);
  let count = 0;
  return {
    async tree(change) {
      const root = join(folder, `tree-${++count}`);
      cpSync(original, root, { recursive: true });
      await change(join(root, "etc", "kubernetes"));
      return root;
    },
    ask(root, ...args) {
      const [program = kubeadm.binary, ...rest] = [...prefix, kubeadm.binary];
      const run = spawnSync(program, [...rest, "certs", "check-expiration", "--rootfs", root, ...args], {
        encoding: "utf8",
      });
      return { output: run.stdout, code: run.status };
    },
    dispose: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** What stands before a command so that it may change its root: nothing for root, else a user namespace. */
export function chrootPrefix(): readonly string[] | undefined {
  if (process.getuid?.() === 0) return [];
  return spawnSync("unshare", ["-r", "true"]).status === 0 ? ["unshare", "-r"] : undefined;
}
