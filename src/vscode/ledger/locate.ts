import type * as vscode from "vscode";
import type { IssuedPlace } from "../../core/features/tree/issued.ts";
import type { IssuedRecord } from "../../core/ledger/record.ts";
import type { Platform } from "../../core/ports.ts";
import type { Sources } from "../sources/sources.ts";
import { mayOpen, shortPath, uriOfFile } from "../world/paths.ts";

/** Where what a record is about went: the user of a kubeconfig where that is known, else the file. */
export function locateIssued(
  { file, entry }: Pick<IssuedRecord, "file" | "entry">,
  { groups }: Pick<Sources, "groups">,
  platform: Platform,
): IssuedPlace | undefined {
  const uri = uriIn(file);
  if (uri === undefined || !mayOpen(uri.fsPath, platform.style)) return undefined;
  const source = uri.toString();
  const users = groups
    .flatMap(({ analysis }) => analysis.files)
    .filter(each => each.source.id === source)
    .flatMap(each => each.users);
  const span = entry === undefined ? undefined : users.find(({ name }) => name === entry)?.span;
  return { label: shortPath(uri, platform), place: { source, span: span ?? { start: 0, end: 0 } } };
}

/** A ledger may be written by anybody, and name what is no address. */
function uriIn(file: string): vscode.Uri | undefined {
  try {
    return uriOfFile(file);
  } catch {
    return undefined;
  }
}
