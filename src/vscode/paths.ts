import * as vscode from "vscode";
import type { PathStyle, Platform } from "../core/ports.ts";

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

/** Whether opening a path would ask another machine, which then learns the user's login: only Windows has such. */
export function isNetworkPath(path: string, style: PathStyle): boolean {
  return style === "windows" && /^[\\/]{2}/.test(path);
}
