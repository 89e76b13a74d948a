import * as vscode from "vscode";
import type { FileRead, Files, Platform } from "../../core/ports.ts";

/**
 * The files of the workspace's folders, wherever they are kept. A path is one of a folder's file system; a
 * path outside of every folder is not looked at.
 */
export const workspaceFiles: Files = {
  async read(path, maxBytes) {
    const uri = uriInWorkspace(path);
    return uri === undefined ? { kind: "missing" } : readUri(uri, maxBytes);
  },
};

/** What a configuration's paths are read from: the machine's disk, else what the workspace offers. */
export function filesOf(platform: Platform): Files {
  return platform.local ? platform.files : workspaceFiles;
}

/** The place of a path on the machine's disk, else in the workspace. */
export function uriOfPath(path: string, { local }: Platform): vscode.Uri | undefined {
  return local ? vscode.Uri.file(path) : uriInWorkspace(path);
}

/** The place of a path in the first folder that holds it. */
export function uriInWorkspace(path: string): vscode.Uri | undefined {
  const folder = vscode.workspace.workspaceFolders?.find(({ uri }) =>
    path.startsWith(`${uri.path.replace(/\/$/, "")}/`),
  );
  return folder?.uri.with({ path });
}

/** Whether a file lies on the machine's disk, where it is read and written without VS Code. */
export function isLocal(uri: vscode.Uri, platform: Platform): boolean {
  return uri.scheme === "file" && platform.local;
}

/** A file wherever it is kept. Never throws. */
export function readAnywhere(uri: vscode.Uri, platform: Platform, maxBytes: number): Promise<FileRead> {
  return isLocal(uri, platform) ? platform.files.read(uri.fsPath, maxBytes) : readUri(uri, maxBytes);
}

/** A file of any file system that VS Code knows. Never throws. */
export async function readUri(uri: vscode.Uri, maxBytes: number): Promise<FileRead> {
  try {
    const stat = await vscode.workspace.fs.stat(uri);
    if ((stat.type & vscode.FileType.Directory) !== 0) return { kind: "not-regular", what: "directory" };
    if ((stat.type & vscode.FileType.File) === 0) return { kind: "not-regular", what: "other" };
    if (stat.size > maxBytes) return { kind: "too-large", bytes: stat.size, limit: maxBytes };
    return { kind: "file", bytes: await vscode.workspace.fs.readFile(uri) };
  } catch (error) {
    const code = error instanceof vscode.FileSystemError ? error.code : "Unknown";
    return code === "FileNotFound" ? { kind: "missing" } : { kind: "unreadable", reason: code };
  }
}
