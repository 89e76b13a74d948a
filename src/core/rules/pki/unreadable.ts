import { type Message, render, say } from "../../message.ts";
import { isInUse, type PkiFile } from "../../pki/model.ts";
import { shown } from "../words.ts";
import { aboutFile, folderRule } from "./rule.ts";

/** Files that are there by name and could not be read, whole or in part, or not by who reads them. */
export const pkiUnreadable = folderRule("pki-unreadable", "error", function* ({ folder, kubeadm }) {
  const { files, unread } = folder;
  for (const file of files.filter(isInUse)) {
    const { path, failure, certificates, linkText, lost = [] } = file;
    if (failure !== undefined) yield aboutFile(path, failure);
    else if (linkText !== undefined)
      yield { ...aboutFile(path, copiedLink(linkText)), severity: "information" };
    for (const [index, item] of certificates.entries()) {
      if (!item.ok) yield aboutFile(path, malformed(item.failure.message, index, certificates.length));
    }
    for (const { line, why } of lost)
      yield { ...aboutFile(path, passedOver(line, why)), severity: "warning" };
  }
  for (const { path, reason } of unread) yield aboutFile(path, reason);
  const readable = new Set(files.filter(isReadable).map(({ path }) => path));
  for (const { path, status } of kubeadm.flatMap(each => [...each.certificates, ...each.authorities])) {
    if (status.kind !== "broken" || status.certificate !== undefined) continue;
    if (readable.has(path)) yield aboutFile(path, status.reason);
  }
});

function copiedLink(path: string): Message {
  return say(
    "The file holds the path {0} and no certificate: a symbolic link that was copied as text. It is read as that link; on a machine it must be one.",
    path,
  );
}

/** Which of several certificates it is. */
function malformed(why: Message, index: number, of: number): Message {
  return of === 1
    ? why
    : say("Certificate {0} of {1} in the file cannot be read: {2}.", index + 1, of, render(why));
}

function passedOver(line: number, why: Message): Message {
  return say(
    "What begins in line {0} is no PEM block to Kubernetes, which passes over it without a word: {1}.",
    line,
    shown(render(why)),
  );
}

function isReadable({ failure, certificates }: PkiFile): boolean {
  return failure === undefined && certificates.every(({ ok }) => ok);
}
