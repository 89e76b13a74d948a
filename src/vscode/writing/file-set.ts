import * as vscode from "vscode";
import type { Minted } from "../../core/x509/mint/leaf.ts";
import type { Fact } from "../wizard/summary.ts";
import { shortPath } from "../world/paths.ts";
import type { OnPlatform } from "./files.ts";
import { createFiles } from "./files.ts";

/** Files of one name with several endings that are to be made in a folder. */
export interface FileSet {
  readonly folder: vscode.Uri;
  readonly name: string;
}

export function placeIn({ folder, name }: FileSet, ending: string): vscode.Uri {
  return vscode.Uri.joinPath(folder, `${name}.${ending}`);
}

/** Where they go, for a summary. */
export function fileFact(files: FileSet, endings: readonly string[], { platform }: OnPlatform): Fact {
  const paths = endings.map(ending => shortPath(placeIn(files, ending), platform));
  return { label: vscode.l10n.t("Files"), value: paths.join(", "), question: "to-name" };
}

/** Make them, all or none. @param texts by their endings */
export async function createFileSet(
  files: FileSet,
  texts: Readonly<Record<string, string>>,
  { platform }: OnPlatform,
): Promise<void> {
  const wanted = Object.entries(texts).map(([ending, text]) => ({ uri: placeIn(files, ending), text }));
  await createFiles(wanted, platform);
}

/** Make the files of a new key and of its certificate. @returns that of the certificate */
export async function createPair(
  files: FileSet,
  { keyPem, certificatePem }: Pick<Minted, "keyPem" | "certificatePem">,
  services: OnPlatform,
): Promise<vscode.Uri> {
  await createFileSet(files, { key: keyPem, crt: certificatePem }, services);
  return placeIn(files, "crt");
}
