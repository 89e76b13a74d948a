import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Oracle } from "./go.ts";

const REPOSITORY = join(import.meta.dirname, "..", "..", "..");
const MODULE = join(REPOSITORY, "test", "oracle", "go-kubeadm");

/** A kubeadm and the minor number of its version, or why there is none. */
export type KubeadmOracle =
  | { readonly ok: true; readonly binary: string; readonly minor: number }
  | { readonly ok: false; readonly reason: string };

/**
 * The kubeadm that `KUBEADM` names, of any version from 1.30 on, which has `-o json`; the one on the PATH; or the one that go.mod pins,
 * built once into `.cache/kubeadm`.
 */
export function findKubeadm(): KubeadmOracle {
  for (const binary of [process.env["KUBEADM"], "kubeadm"]) {
    const minor = binary === undefined ? 0 : minorOf(binary);
    if (binary !== undefined && minor >= 30) return { ok: true, binary, minor };
  }
  const built = buildKubeadm();
  return built.ok ? { ...built, minor: minorOf(built.binary) } : built;
}

function minorOf(binary: string): number {
  const { stdout } = spawnSync(binary, ["version", "-o", "short"], { encoding: "utf8" });
  return Number(/^v1\.(\d+)\./.exec(stdout ?? "")?.[1] ?? 0);
}

function buildKubeadm(): Oracle {
  const version =
    /k8s\.io\/kubernetes (v[\d.]+)/.exec(readFileSync(join(MODULE, "go.mod"), "utf8"))?.[1] ?? "";
  const binary = join(REPOSITORY, ".cache", "kubeadm", `kubeadm-${version}`);
  if (existsSync(binary)) return { ok: true, binary };
  if (spawnSync("go", ["version"]).status !== 0) {
    return { ok: false, reason: "there is neither kubeadm nor Go, which builds it" };
  }
  mkdirSync(dirname(binary), { recursive: true });
  const stamp = "k8s.io/component-base/version.git";
  const [, major, minor] = /^v(\d+)\.(\d+)/.exec(version) ?? [];
  const flags = `-s -w -X ${stamp}Version=${version} -X ${stamp}Major=${major} -X ${stamp}Minor=${minor}`;
  const partial = `${binary}.${process.pid}`;
  const built = spawnSync(
    "nice",
    ["go", "build", "-trimpath", "-ldflags", flags, "-o", partial, "k8s.io/kubernetes/cmd/kubeadm"],
    { cwd: MODULE, encoding: "utf8" },
  );
  if (built.status !== 0) return { ok: false, reason: `kubeadm cannot be built: ${built.stderr.trim()}` };
  renameSync(partial, binary);
  return { ok: true, binary };
}

/** What stands before a command so that it may change its root: nothing for root, else a user namespace. */
export function chrootPrefix(): readonly string[] | undefined {
  if (process.getuid?.() === 0) return [];
  return spawnSync("unshare", ["-r", "true"]).status === 0 ? ["unshare", "-r"] : undefined;
}

if (import.meta.main) {
  const oracle = findKubeadm();
  process.stdout.write(`${oracle.ok ? oracle.binary : oracle.reason}\n`);
}
