import type { PkiFile } from "../../pki/model.ts";
import { aboutFile, folderRule } from "./rule.ts";

/** Files that are there by name and could not be read, whole or in part, or not by who reads them. */
export const pkiUnreadable = folderRule("pki-unreadable", "error", function* ({ folder, kubeadm }) {
  const { files, unread } = folder;
  for (const { path, failure, certificates } of files) {
    if (failure !== undefined) yield aboutFile(path, failure);
    for (const item of certificates) if (!item.ok) yield aboutFile(path, item.failure.message);
  }
  for (const { path, reason } of unread) yield aboutFile(path, reason);
  const readable = new Set(files.filter(isReadable).map(({ path }) => path));
  for (const { path, status } of kubeadm.flatMap(each => [...each.certificates, ...each.authorities])) {
    if (status.kind !== "broken" || status.certificate !== undefined) continue;
    if (readable.has(path)) yield aboutFile(path, status.reason);
  }
});

function isReadable({ failure, certificates }: PkiFile): boolean {
  return failure === undefined && certificates.every(({ ok }) => ok);
}
