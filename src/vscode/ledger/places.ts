import * as vscode from "vscode";
import { LEDGER_NAME } from "../../core/ledger/read.ts";
import type { Platform } from "../../core/ports.ts";
import { caPlaces } from "../pki/ca-places.ts";
import type { Sources } from "../sources/sources.ts";
import { mayOpen } from "../world/paths.ts";
import { isLocal } from "../world/workspace-files.ts";

const KEY = "ledgers";
/** How many places are remembered. */
const MOST = 100;

/** The ledger in the folder of a file. */
export function ledgerBeside(file: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(file, "..", LEDGER_NAME);
}

/** Where a ledger may lie: wherever one was written, and beside each CA that is known. */
export async function ledgerPlaces(
  platform: Platform,
  sources: Pick<Sources, "groups">,
  memory: vscode.Memento,
): Promise<readonly vscode.Uri[]> {
  const beside = (await caPlaces(platform, sources)).map(ledgerBeside);
  const places = [...remembered(memory).map(path => vscode.Uri.file(path)), ...beside];
  return places.filter(uri => isLocal(uri, platform) && mayOpen(uri.fsPath, platform.style));
}

/** The CA may be one that nothing names, so where its ledger lies is remembered. */
export async function rememberLedger(uri: vscode.Uri, memory: vscode.Memento): Promise<void> {
  const paths = remembered(memory);
  if (paths[0] === uri.fsPath) return;
  const others = paths.filter(path => path !== uri.fsPath);
  await memory.update(KEY, [uri.fsPath, ...others].slice(0, MOST));
}

function remembered(memory: vscode.Memento): readonly string[] {
  const paths = memory.get<unknown>(KEY);
  return Array.isArray(paths) ? paths.filter(path => typeof path === "string") : [];
}
