import { folderOf } from "./names.ts";

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
  const folders = names.map(folderOf);
  const kubeadm = names.flatMap(name => KUBEADM.exec(name)?.[1] ?? []);
  const whole = [...kubeadm, ...serversOf(folders)];
  const roots: string[] = [];
  for (const prefix of [...sorted(whole), ...sorted(folders)]) {
    if (roots.some(root => root === prefix || (root !== "" && prefix.startsWith(root)))) continue;
    if (whole.includes("") && /^(?:pki|tls(?:-\d+)?)\//.test(prefix)) continue;
    roots.push(prefix);
  }
  return sorted(roots).map(root => ({
    path: root.slice(0, -1),
    deep: root !== "" || whole.includes(""),
  }));
}

/** The folders of k3s and RKE2 servers that have rotated: `tls` beside what was put aside as `tls-<unix time>`. */
function serversOf(folders: readonly string[]): readonly string[] {
  const servers = (pattern: RegExp) => new Set(folders.flatMap(folder => pattern.exec(folder)?.[1] ?? []));
  const rotated = servers(/^(|.*?\/)tls-\d{9,11}\//);
  return [...servers(/^(|.*?\/)tls\//)].filter(server => rotated.has(server));
}

function sorted(values: readonly string[]): readonly string[] {
  return [...new Set(values)].sort();
}
