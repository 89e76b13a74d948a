/** How a folder of certificates was told. */
export interface PkiRoot {
  /** With `/` between the parts; empty for the folder itself. */
  readonly path: string;
  /** Whether what lies below belongs to it. */
  readonly deep: boolean;
}

/** Files that only a kubeadm layout has: `pki/` below the directory that it tells. */
const KUBEADM = /^(|.*\/)pki\/(?:apiserver(?:-[\w-]+)?|front-proxy-[\w-]+|etcd\/[\w-]+)\.crt$/;

/**
 * The folders in which to look for certificates, from the relative names of the certificate files that are there:
 * kubeadm directories as a whole, then the topmost folders that hold certificates. The folder itself, which may hold
 * anything beside them, counts without what is below. Sorted.
 */
export function pkiRoots(names: readonly string[]): readonly PkiRoot[] {
  const kubeadm = names.flatMap(name => {
    const prefix = KUBEADM.exec(name)?.[1];
    return prefix === undefined ? [] : [prefix];
  });
  const folders = names.map(name => name.slice(0, name.lastIndexOf("/") + 1));
  const roots: string[] = [];
  for (const prefix of [...sorted(kubeadm), ...sorted(folders)]) {
    if (roots.some(root => root === prefix || (root !== "" && prefix.startsWith(root)))) continue;
    if (kubeadm.includes("") && prefix.startsWith("pki/")) continue;
    roots.push(prefix);
  }
  return sorted(roots).map(root => ({
    path: root.slice(0, -1),
    deep: root !== "" || kubeadm.includes(""),
  }));
}

function sorted(values: readonly string[]): readonly string[] {
  return [...new Set(values)].sort();
}
