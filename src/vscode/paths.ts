import * as vscode from "vscode";
import type { Platform } from "../core/ports.ts";

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
