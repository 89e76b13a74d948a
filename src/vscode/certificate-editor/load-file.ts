import * as vscode from "vscode";
import { utf8Bytes } from "../../core/bytes/bytes.ts";
import { type Detail, decodeBytes } from "../../core/features/details/decode.ts";
import { say } from "../../core/message.ts";
import { readPkiFile, whyNotRead } from "../../core/pki/file.ts";
import { folderOfOne, holdsRequestsOnly } from "../../core/pki/lone-file.ts";
import type { PkiFile, PkiFolder } from "../../core/pki/model.ts";
import { readPkiFolder, usualBounds } from "../../core/pki/walk.ts";
import type { Platform } from "../../core/ports.ts";
import { checkPki } from "../../core/rules/pki/check.ts";
import type { Settings } from "../settings.ts";
import { pathOf, worldOf } from "../world/pki-world.ts";
import { isLocal, readAnywhere } from "../world/workspace-files.ts";
import { pageNote, type Shown } from "./details-page.ts";
import type { PageBlock } from "./protocol.ts";

/** What a certificate file holds, at once, and then what the checks of its folder say of it. */
export async function* loadFile(
  uri: vscode.Uri,
  settings: Settings,
  platform: Platform,
): AsyncIterable<Shown> {
  const read = await readAnywhere(uri, platform, usualBounds.certificateBytes);
  if (read.kind !== "file") {
    yield { details: [], notes: [pageNote(whyNotRead(read), "bad")] };
    return;
  }
  const timing = { now: platform.now(), thresholds: settings.thresholds };
  const details = decodeBytes(read.bytes, timing);
  if (details.length === 0) {
    const { failure, pkcs12 } = readPkiFile(pathOf(uri), uri.path, read);
    const why = pkcs12
      ? say("A PKCS#12 store, sealed with a password.")
      : (failure ?? say("There is neither a certificate nor a request in it."));
    yield { details, notes: [pageNote(why, "bad")] };
    return;
  }
  yield { details, notes: [] };
  const file = readPkiFile(pathOf(uri), uri.path, read);
  const notes = await checked(uri, file, settings, platform);
  if (notes.length > 0) yield { details, notes };
}

/** What was found in a text, at once, and then what the checks say of the requests in it. */
export async function* loadDecoded(
  details: readonly Detail[],
  settings: Settings,
  platform: Platform,
): AsyncIterable<Shown> {
  yield { details, notes: [] };
  const notes: PageBlock[] = [];
  for (const { kind, pem = "" } of details) {
    if (kind !== "request") continue;
    const file = readPkiFile("", "", { kind: "file", bytes: utf8Bytes(pem) });
    notes.push(...(await notesOn(file, folderOfOne(file), settings, platform)));
  }
  if (notes.length > 0) yield { details, notes };
}

/** What is said of a file; of one with a certificate, what its folder says as well. */
async function checked(
  uri: vscode.Uri,
  file: PkiFile,
  settings: Settings,
  platform: Platform,
): Promise<readonly PageBlock[]> {
  const folder = holdsRequestsOnly(file) ? folderOfOne(file) : await folderAround(uri, platform);
  return folder === undefined ? [] : notesOn(file, folder, settings, platform);
}

async function notesOn(
  { path }: PkiFile,
  folder: PkiFolder,
  settings: Settings,
  platform: Platform,
): Promise<readonly PageBlock[]> {
  const timing = { now: platform.now(), warning: settings.thresholds.warning };
  const findings = await checkPki(folder, [], timing);
  return findings
    .filter(({ source }) => source === path)
    .map(({ message, severity }) => pageNote(message, severity === "error" ? "bad" : "warning"));
}

/** The folder of a file, and that of its CA where it lies in a folder below, as etcd's do; undefined where it is not looked at. */
async function folderAround(uri: vscode.Uri, platform: Platform): Promise<PkiFolder | undefined> {
  const inWorkspace = vscode.workspace.getWorkspaceFolder(uri) !== undefined;
  if (!inWorkspace && !isLocal(uri, platform)) return undefined;
  const bounds = { ...usualBounds, files: 2_000, below: false };
  return readPkiFolder(pathOf(vscode.Uri.joinPath(uri, "..")), worldOf(uri, platform), bounds);
}
