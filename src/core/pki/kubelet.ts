import { joinPath } from "../kubeconfig/paths.ts";
import { readPkiFile } from "./file.ts";
import { withLeftovers } from "./leftovers.ts";
import type { KubeadmDirectory, PkiFile, PkiFolder } from "./model.ts";
import { type FolderWorld, usualBounds } from "./walk.ts";

/** What a kubelet keeps for itself, which kubeadm leaves out of its report: kubelet --cert-dir. */
const KUBELET_FILES: readonly string[] = [
  "kubelet-client-current.pem",
  "kubelet-server-current.pem",
  "kubelet.crt",
  "kubelet.key",
];

/**
 * The folder with the kubelet's own certificates of the same machine: for `X/etc/kubernetes` those of
 * `X/var/lib/kubelet/pki`, so that a copy of a whole file system is read as the machine it comes from.
 */
export async function withKubelet(
  folder: PkiFolder,
  kubeadm: readonly KubeadmDirectory[],
  world: FolderWorld,
): Promise<PkiFolder> {
  const files: PkiFile[] = [];
  for (const { path } of kubeadm) {
    const root = /^(.*)[\\/]etc[\\/]kubernetes[\\/]?$/.exec(path)?.[1];
    if (root === undefined) continue;
    for (const name of KUBELET_FILES) {
      const file = joinPath(world.style, `${root}/`, "var", "lib", "kubelet", "pki", name);
      if (folder.files.some(each => each.path === file)) continue;
      const read = await world.files.read(file, usualBounds.certificateBytes);
      if (read.kind !== "missing") files.push(readPkiFile(file, name, read));
    }
  }
  return files.length === 0 ? folder : withLeftovers({ ...folder, files: [...folder.files, ...files] });
}
