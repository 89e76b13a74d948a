import * as vscode from "vscode";
import type { PathStyle, Platform } from "../../core/ports.ts";

/** A path as short as it can be told: from the workspace's folder, from `~`, else whole. */
export function shortPath(uri: vscode.Uri, platform: Platform): string {
  if (vscode.workspace.getWorkspaceFolder(uri) !== undefined) return vscode.workspace.asRelativePath(uri);
  if (uri.scheme !== "file") return uri.path;
  const { home } = platform;
  const path = uri.fsPath;
  return home !== undefined && /^[\\/]/.test(path.slice(home.length)) && path.startsWith(home)
    ? `~${path.slice(home.length)}`
    : path;
}

/** With a scheme; the letter of a Windows drive is none. */
const ADDRESS = /^[a-z][\w+.-]+:/i;

/** Whether a file is named by its address rather than by its path. */
export function isAddress(file: string): boolean {
  return ADDRESS.test(file);
}

/** The place of a file that is named by its path, or by its address where it is on no disk of this machine. */
export function uriOfFile(file: string): vscode.Uri {
  return isAddress(file) ? vscode.Uri.parse(file, true) : vscode.Uri.file(file);
}

/** What `uriOfFile` takes: the path of a file, its address elsewhere. */
export function pathOrAddress(uri: vscode.Uri): string {
  return uri.scheme === "file" ? uri.fsPath : uri.toString();
}

/** A path for the user's settings: with `~`, so that it also fits another machine of the same person. */
export function listedPath(uri: vscode.Uri, platform: Platform): string {
  const short = shortPath(uri, platform);
  return short.startsWith("~") ? short : uri.fsPath;
}

/**
 * Whether a path may be opened because a file names it. A network path of Windows asks another machine, which then
 * learns the user's login: only where the workspace is trusted.
 */
export function mayOpen(path: string, style: PathStyle): boolean {
  return vscode.workspace.isTrusted || style !== "windows" || !/^[\\/]{2}/.test(path);
}

/** Where a dialog begins when nothing better is known. */
export function usualFolder({ home }: Pick<Platform, "home">): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  return folder?.uri ?? vscode.Uri.file(home ?? "/");
}
