import type { PkiFile, PkiFolder } from "./model.ts";

/** A file as a folder that holds nothing else. */
export function folderOfOne(file: PkiFile): PkiFolder {
  return { path: file.path, files: [file], kubeconfigs: [], unread: [], truncated: false };
}

/** Whether a file holds requests and no certificate, so that nothing beside it matters to it. */
export function holdsRequestsOnly({ certificates, requests, asRequest }: PkiFile): boolean {
  return certificates.length === 0 && (requests.length > 0 || asRequest !== undefined);
}
