import * as vscode from "vscode";
import type { FileRead, Files } from "../core/ports.ts";

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

/** The place of a path in the first folder that holds it. */
export function uriInWorkspace(path: string): vscode.Uri | undefined {
  const folder = vscode.workspace.workspaceFolders?.find(({ uri }) =>
    path.startsWith(`${uri.path.replace(/\/$/, "")}/`),
  );
  return folder?.uri.with({ path });
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
