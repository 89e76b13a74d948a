/**
 * The programs of Kubernetes that tests run, built from Go modules that test/cluster/go.mod pins:
 * `node test/support/cluster/programs.ts` builds all of them ahead of a test run.
 */
import { existsSync, mkdirSync, readFileSync, renameSync } from "node:fs";
import { dirname, join } from "node:path";
import { root } from "../../../scripts/root.ts";
import { run } from "../../../scripts/run.ts";

const MODULE = join(root, "test", "cluster");

const packages = {
  kubeadm: "k8s.io/kubernetes/cmd/kubeadm",
  kubectl: "k8s.io/kubernetes/cmd/kubectl",
  "kube-apiserver": "k8s.io/kubernetes/cmd/kube-apiserver",
  "kube-controller-manager": "k8s.io/kubernetes/cmd/kube-controller-manager",
  etcd: "go.etcd.io/etcd/server/v3",
} as const;

export type ProgramName = keyof typeof packages;

/** The path of a program, or why there is none. */
export type Program =
  | { readonly ok: true; readonly binary: string }
  | { readonly ok: false; readonly reason: string };

/** Where {@link buildProgram} puts a program; the folder carries the version that go.mod pins. */
export function builtPath(name: ProgramName): string {
  return join(root, ".cache", "kubernetes", kubernetesVersion(), name);
}

/**
 * Build a program into an ignored folder, unless that has been done. From an empty cache of modules the first one
 * takes some minutes on two cores, and all together about ten.
 * @throws Error with what Go says where it fails
 */
export async function buildProgram(name: ProgramName): Promise<Program> {
  const binary = builtPath(name);
  if (existsSync(binary)) return { ok: true, binary };
  if (!(await hasGo())) return { ok: false, reason: `there is no Go, which builds ${name}` };
  console.error(`Building ${name} once, which may take minutes`);
  mkdirSync(dirname(binary), { recursive: true });
  // Another suite may build it at the same time.
  const partial = `${binary}.${process.pid}`;
  const args = ["go", "build", "-trimpath", "-ldflags", linkerFlags(), "-o", partial, packages[name]];
  const { code, output } = await run("nice", args, { cwd: MODULE });
  if (code !== 0) throw new Error(`${name} cannot be built: ${output.trim()}`);
  renameSync(partial, binary);
  return { ok: true, binary };
}

async function hasGo(): Promise<boolean> {
  return run("go", ["version"]).then(
    ({ code }) => code === 0,
    () => false,
  );
}

function kubernetesVersion(): string {
  const text = readFileSync(join(MODULE, "go.mod"), "utf8");
  return /k8s\.io\/kubernetes (v[\d.]+)/.exec(text)?.[1] ?? "";
}

/** Without the stamp of the version kubeadm takes no config, and `kubectl certificate approve` ends with an error. */
function linkerFlags(): string {
  const version = kubernetesVersion();
  const [, major, minor] = /^v(\d+)\.(\d+)/.exec(version) ?? [];
  const stamp = "-X k8s.io/component-base/version.git";
  return `-s -w ${stamp}Version=${version} ${stamp}Major=${major} ${stamp}Minor=${minor}`;
}

if (import.meta.main) {
  for (const name of Object.keys(packages) as ProgramName[]) {
    const program = await buildProgram(name);
    console.log(program.ok ? program.binary : program.reason);
    if (!program.ok) process.exitCode = 1;
  }
}
