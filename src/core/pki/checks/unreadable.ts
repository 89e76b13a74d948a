import type { Message } from "../../message.ts";
import type { KubeadmDirectory, PkiFile, PkiFolder, PkiProblem } from "../model.ts";

/** Files that are there by name and could not be read, whole or in part, or not by who reads them. */
export function* unreadable(
  { files, unread }: PkiFolder,
  kubeadm: readonly KubeadmDirectory[],
): Iterable<PkiProblem> {
  for (const { path, failure, certificates } of files) {
    if (failure !== undefined) yield unusable(path, failure);
    for (const item of certificates) if (!item.ok) yield unusable(path, item.failure.message);
  }
  for (const { path, reason } of unread) yield unusable(path, reason);
  const readable = new Set(files.filter(isReadable).map(({ path }) => path));
  for (const { path, status } of kubeadm.flatMap(each => [...each.certificates, ...each.authorities])) {
    if (status.kind !== "broken" || status.certificate !== undefined) continue;
    if (readable.has(path)) yield unusable(path, status.reason);
  }
}

function isReadable({ failure, certificates }: PkiFile): boolean {
  return failure === undefined && certificates.every(({ ok }) => ok);
}

function unusable(path: string, message: Message): PkiProblem {
  return { code: "pki-unreadable", severity: "error", message, path };
}
