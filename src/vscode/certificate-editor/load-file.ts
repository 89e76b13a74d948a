import * as vscode from "vscode";
import { decodeBytes } from "../../core/features/details/decode.ts";
import { say } from "../../core/message.ts";
import { readPkiFile, whyNotRead } from "../../core/pki/file.ts";
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
    const { failure, pkcs12 } = readPkiFile(uri.path, uri.path, read);
    const why = pkcs12
      ? say("A PKCS#12 store, sealed with a password.")
      : (failure ?? say("There is neither a certificate nor a request in it."));
    yield { details, notes: [pageNote(why, "bad")] };
    return;
  }
  yield { details, notes: [] };
  const notes = await checked(uri, settings, platform);
  if (notes.length > 0) yield { details, notes };
}

/** The folder of a file, and that of its CA where it lies in a folder below, as etcd's do. */
async function checked(
  uri: vscode.Uri,
  settings: Settings,
  platform: Platform,
): Promise<readonly PageBlock[]> {
  const inWorkspace = vscode.workspace.getWorkspaceFolder(uri) !== undefined;
  if (!inWorkspace && !isLocal(uri, platform)) return [];
  const folder = vscode.Uri.joinPath(uri, "..");
  const bounds = { ...usualBounds, files: 2_000, below: false };
  const read = await readPkiFolder(pathOf(folder), worldOf(uri, platform), bounds);
  const timing = { now: platform.now(), warning: settings.thresholds.warning };
  const findings = await checkPki(read, [], timing);
  return findings
    .filter(({ source }) => source === pathOf(uri))
    .map(({ message, severity }) => pageNote(message, severity === "error" ? "bad" : "warning"));
}
