/**
 * What a file's name says: `kubeconfig` is one whatever stands in it, `maybe` is one when its content is, and
 * `no` is only looked at when a person opens it.
 */
export type NameVerdict = "kubeconfig" | "maybe" | "no";

/**
 * Files that kubeadm (kubernetes cmd/kubeadm/app/constants), k3s and RKE2 write; other programs use such names as well.
 */
const WELL_KNOWN: ReadonlySet<string> = new Set([
  "admin.conf",
  "super-admin.conf",
  "controller-manager.conf",
  "scheduler.conf",
  "kubelet.conf",
  "bootstrap-kubelet.conf",
  "k3s.yaml",
  "rke2.yaml",
]);

/** What a kubeconfig's name ends with, besides `.kubeconfig`; source code about kubeconfigs ends otherwise. */
const ENDINGS: ReadonlySet<string> = new Set([
  "",
  "yaml",
  "yml",
  "json",
  "conf",
  "cfg",
  "config",
  "txt",
  "bak",
  "orig",
]);

/** @param path with `/` or `\` */
export function nameVerdict(path: string): NameVerdict {
  const [name = "", directory = ""] = path.split(/[\\/]/).reverse();
  if (/^kubeconfig(\.ya?ml|\.json)?$|.\.kubeconfig$/.test(name)) return "kubeconfig";
  if (directory === ".kube") return name === "config" ? "kubeconfig" : endsLikeOne(name) ? "maybe" : "no";
  if (WELL_KNOWN.has(name)) return "maybe";
  return /kubeconfig/i.test(name) && endsLikeOne(name) ? "maybe" : "no";
}

/** The same as globs, for a search of a workspace. */
export const nameGlobs: readonly string[] = [
  "**/*kubeconfig*",
  "**/.kube/*",
  ...[...WELL_KNOWN].map(name => `**/${name}`),
];

function endsLikeOne(name: string): boolean {
  const dot = name.lastIndexOf(".");
  return ENDINGS.has(dot <= 0 ? "" : name.slice(dot + 1).toLowerCase());
}
