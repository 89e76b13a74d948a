import { existsSync } from "node:fs";
import { join } from "node:path";
import { findKubeadm, type Kubeadm } from "./kubeadm.ts";
import { buildProgram, type Program, type ProgramName } from "./programs.ts";

/** What a control plane is made of: paths of programs. */
export interface Programs {
  readonly etcd: string;
  readonly apiServer: string;
  readonly kubectl: string;
  /** Absent where there is none and no Go to build it, as beside envtest's programs. */
  readonly controllerManager?: string;
  /** Makes the PKI; where it is absent, code of ours does. */
  readonly kubeadm?: Kubeadm;
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
  if (process.platform === "win32") {
    return { ok: false, reason: "kube-apiserver does not run on Windows" };
  }
  const etcd = await findProgram("etcd");
  if (!etcd.ok) return without(etcd);
  const apiServer = await findProgram("kube-apiserver");
  if (!apiServer.ok) return without(apiServer);
  const kubectl = await findProgram("kubectl");
  if (!kubectl.ok) return without(kubectl);
  const controllerManager = await findProgram("kube-controller-manager");
  const kubeadm = await findKubeadm();
  const programs = {
    etcd: etcd.binary,
    apiServer: apiServer.binary,
    kubectl: kubectl.binary,
    ...(controllerManager.ok && { controllerManager: controllerManager.binary }),
    ...(kubeadm.ok && { kubeadm }),
  };
  return { ok: true, programs };
}

function findProgram(name: ProgramName): Promise<Program> {
  const assets = process.env["KUBEBUILDER_ASSETS"] ?? "";
  const asset = join(assets, name);
  return assets !== "" && existsSync(asset)
    ? Promise.resolve({ ok: true, binary: asset })
    : buildProgram(name);
}

function without({ reason }: Program & { readonly ok: false }): ProgramsOrReason {
  return { ok: false, reason: `${reason}. Install Go, or name envtest's folder in KUBEBUILDER_ASSETS` };
}
