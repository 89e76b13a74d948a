import * as vscode from "vscode";
import { joinPath } from "../../core/kubeconfig/paths.ts";
import { pkiRoots } from "../../core/pki/roots.ts";
import type { Platform } from "../../core/ports.ts";
import type { Settings } from "../settings.ts";

/** A folder of certificates that is known. */
export interface PkiPlace {
  readonly uri: vscode.Uri;
  readonly origin: "machine" | "workspace" | "added";
  /** Whether what lies below is read as well. */
  readonly deep: boolean;
  /** Its path in the workspace that it was found in. */
  readonly foundAt?: string;
}

/** Where kubeadm keeps everything. */
const KUBEADM = "/etc/kubernetes";
const CERTIFICATES = "**/*.{crt,pem,cer,cert,der,csr,p12,pfx}";
/** How many certificate files of a workspace are looked at to find their folders. */
const MOST_FILES = 20_000;

/** Folders that a person added, that of kubeadm on this machine, and those of the workspace. */
export async function pkiPlaces(settings: Settings, platform: Platform): Promise<readonly PkiPlace[]> {
  const found = [
    ...addedPlaces(settings, platform),
    ...(await machinePlaces(platform)),
    ...(await workspacePlaces(settings)),
  ];
  return [...new Map(found.toReversed().map(place => [place.uri.toString(), place])).values()].reverse();
}

function addedPlaces(settings: Settings, platform: Platform): readonly PkiPlace[] {
  if (!platform.local) return [];
  return settings.pkiFolders.map(path => ({ uri: folderUri(path, platform), origin: "added", deep: true }));
}

/** The folder that an entry of the settings names; `~` is the home directory. */
export function folderUri(path: string, { home = "", style }: Platform): vscode.Uri {
  const rest = /^~(?:[\\/](.*))?$/.exec(path);
  return vscode.Uri.file(rest === null ? path : joinPath(style, home, rest[1] ?? ""));
}

/** A machine's own folder is none of the business of a workspace that nobody trusts. */
async function machinePlaces(platform: Platform): Promise<readonly PkiPlace[]> {
  if (!platform.local || platform.style !== "posix" || !vscode.workspace.isTrusted) return [];
  const there = (await platform.list(KUBEADM)).length > 0;
  return there ? [{ uri: vscode.Uri.file(KUBEADM), origin: "machine", deep: true }] : [];
}

async function workspacePlaces(settings: Settings): Promise<readonly PkiPlace[]> {
  if (!settings.searchWorkspace) return [];
  const folders = vscode.workspace.workspaceFolders ?? [];
  const places = await Promise.all(folders.map(folder => placesIn(folder.uri, settings)));
  return places.flat();
}

async function placesIn(folder: vscode.Uri, settings: Settings): Promise<readonly PkiPlace[]> {
  const { workspaceExcludes: excludes } = settings;
  const files = await vscode.workspace.findFiles(
    new vscode.RelativePattern(folder, CERTIFICATES),
    excludes.length === 0 ? undefined : `{${excludes.join(",")}}`,
    MOST_FILES,
  );
  const base = folder.path.replace(/\/?$/, "/");
  const names = files.map(({ path }) => path.slice(base.length));
  return pkiRoots(names).map(({ path, deep }) => ({
    uri: path === "" ? folder : vscode.Uri.joinPath(folder, path),
    origin: "workspace",
    deep,
    foundAt: path,
  }));
}
