import { existsSync } from "node:fs";
import { join } from "node:path";
import { findKubeadm, type Kubeadm } from "./kubeadm.ts";
import { buildProgram, type Program, type ProgramName } from "./programs.ts";

/** What a control plane is made of: paths of programs. */
export interface Programs {
  readonly etcd: string;
  readonly apiServer: string;
  readonly controllerManager: string;
  readonly kubectl: string;
  readonly kubeadm: Kubeadm;
}

/** The programs, or why there are none and how to provide them. */
export type ProgramsOrReason =
  | { readonly ok: true; readonly programs: Programs }
  | { readonly ok: false; readonly reason: string };

/**
 * The programs in the folder that `KUBEBUILDER_ASSETS` names (the convention of controller-runtime's envtest), and for
 * what it lacks those that Go builds.
 * @throws Error where Go fails to build one
 */
export async function findPrograms(): Promise<ProgramsOrReason> {
  const kubeadm = await findKubeadm();
  if (!kubeadm.ok) return without(kubeadm.reason);
  const found: string[] = [];
  for (const name of ["etcd", "kube-apiserver", "kube-controller-manager", "kubectl"] as const) {
    const program = await findProgram(name);
    if (!program.ok) return without(program.reason);
    found.push(program.binary);
  }
  const [etcd = "", apiServer = "", controllerManager = "", kubectl = ""] = found;
  return { ok: true, programs: { etcd, apiServer, controllerManager, kubectl, kubeadm } };
}

async function findProgram(name: ProgramName): Promise<Program> {
  const asset = join(process.env["KUBEBUILDER_ASSETS"] ?? "", name);
  if (process.env["KUBEBUILDER_ASSETS"] !== undefined && existsSync(asset))
    return { ok: true, binary: asset };
  return buildProgram(name);
}

function without(reason: string): ProgramsOrReason {
  return { ok: false, reason: `${reason}. Install Go, or name a folder of programs in KUBEBUILDER_ASSETS` };
}
