import type { Message } from "../../message.ts";
import type { PkiFolder, PkiProblem } from "../model.ts";

/** Files that are there by name and could not be read, whole or in part. */
export function* unreadable({ files, unread }: PkiFolder): Iterable<PkiProblem> {
  for (const { path, failure, certificates } of files) {
    if (failure !== undefined) yield unusable(path, failure);
    for (const item of certificates) if (!item.ok) yield unusable(path, item.failure.message);
  }
  for (const { path, reason } of unread) yield unusable(path, reason);
}

function unusable(path: string, message: Message): PkiProblem {
  return { code: "pki-unreadable", severity: "error", message, path };
}
