import * as vscode from "vscode";
import { equalBytes, utf8Bytes } from "../../core/bytes/bytes.ts";
import type { FileRead, Platform } from "../../core/ports.ts";
import { textOf } from "../convert.ts";
import { HumanError } from "../errors.ts";
import { shortPath } from "../world/paths.ts";
import { isLocal, readAnywhere } from "../world/workspace-files.ts";
import type { UndoableChange } from "./all-or-none.ts";
import { rolledBack, type Undo } from "./undo.ts";

/** Larger than any certificate, key or request that a person chooses. Bytes. */
const LARGEST = 4 * 1024 * 1024;

/** What it takes to read and write files. */
export interface OnPlatform {
  readonly platform: Platform;
}

/** A file that is to be made. */
export interface NewFile {
  readonly uri: vscode.Uri;
  readonly text: string;
}

export function look(uri: vscode.Uri, platform: Platform, limit = LARGEST): Promise<FileRead> {
  return readAnywhere(uri, platform, limit);
}

/** Whether anything stands at a place, whatever it is. */
export async function isTaken(uri: vscode.Uri, platform: Platform): Promise<boolean> {
  return (await look(uri, platform, 0)).kind !== "missing";
}

/** @throws HumanError when it cannot be read */
export async function readBytes(uri: vscode.Uri, platform: Platform): Promise<Uint8Array> {
  const read = await look(uri, platform);
  if (read.kind === "file") return read.bytes;
  throw new HumanError(vscode.l10n.t("{0} cannot be read.", shortPath(uri, platform)));
}

/**
 * Make files that only their owner can read, all of them or none. None is replaced.
 * @returns the way back, which removes none that somebody has changed since
 * @throws HumanError when one cannot be made
 */
export async function createFiles(files: readonly NewFile[], platform: Platform): Promise<Undo> {
  const made: UndoableChange[] = [];
  try {
    for (const file of files) {
      await createFile(file, platform);
      made.push({ place: shortPath(file.uri, platform), takeBack: () => removeFile(file, platform) });
    }
    return made;
  } catch (error) {
    throw await rolledBack(error, made);
  }
}

async function removeFile({ uri, text }: NewFile, platform: Platform): Promise<void> {
  if (!equalBytes(await readBytes(uri, platform), utf8Bytes(text))) {
    throw new HumanError(vscode.l10n.t("It has changed since."));
  }
  await vscode.workspace.fs.delete(uri);
}

async function createFile({ uri, text }: NewFile, platform: Platform): Promise<void> {
  const { writer } = platform;
  if (writer !== undefined && isLocal(uri, platform)) {
    const result = await writer.create(uri.fsPath, text);
    if (result.kind === "refused") throw new HumanError(textOf(result.reason));
    return;
  }
  if (await isTaken(uri, platform)) {
    const name = shortPath(uri, platform);
    throw new HumanError(vscode.l10n.t("{0} is there already. Nothing was changed.", name));
  }
  await writeUri(uri, text, platform);
}

/**
 * Give a certificate or key file another content.
 * @throws HumanError when that cannot be done
 */
export async function replaceFile(
  uri: vscode.Uri,
  content: string | Uint8Array,
  platform: Platform,
): Promise<void> {
  const { writer } = platform;
  if (writer === undefined || !isLocal(uri, platform)) return writeUri(uri, content, platform);
  const result = await writer.replace(uri.fsPath, content);
  if (result.kind === "refused") throw new HumanError(textOf(result.reason));
}

async function writeUri(uri: vscode.Uri, content: string | Uint8Array, platform: Platform): Promise<void> {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  try {
    await vscode.workspace.fs.writeFile(uri, bytes);
  } catch {
    throw new HumanError(vscode.l10n.t("{0} cannot be written.", shortPath(uri, platform)));
  }
}

/** The folder that a file lies in. */
export function folderOf(uri: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(uri, "..");
}
