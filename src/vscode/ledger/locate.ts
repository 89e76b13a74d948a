import type * as vscode from "vscode";
import type { IssuedPlace } from "../../core/features/tree/issued.ts";
import type { IssuedRecord } from "../../core/ledger/record.ts";
import type { Platform } from "../../core/ports.ts";
import type { Sources } from "../sources/sources.ts";
import { mayOpen, shortPath, uriOfFile } from "../world/paths.ts";

/** Tells where what a record is about went: the user of a kubeconfig where that is known, else the file. */
export type IssuedLocator = (record: Pick<IssuedRecord, "file" | "entry">) => IssuedPlace | undefined;

/** For many records: what is known of the kubeconfigs is looked through once. */
export function issuedLocator({ groups }: Pick<Sources, "groups">, platform: Platform): IssuedLocator {
  const files = new Map(
    groups.flatMap(({ analysis }) => analysis.files).map(({ source, users }) => [source.id, users]),
  );
  return ({ file, entry }) => {
    const uri = uriIn(file);
    if (uri === undefined || !mayOpen(uri.fsPath, platform.style)) return undefined;
    const source = uri.toString();
    const user = entry === undefined ? undefined : files.get(source)?.find(({ name }) => name === entry);
    return { label: shortPath(uri, platform), place: { source, span: user?.span ?? { start: 0, end: 0 } } };
  };
}

/** A ledger may be written by anybody, and name what is no address. */
function uriIn(file: string): vscode.Uri | undefined {
  try {
    return uriOfFile(file);
  } catch {
    return undefined;
  }
}
