import * as vscode from "vscode";
import type { FolderWorld } from "../../core/pki/walk.ts";
import type { DirectoryEntry, Platform } from "../../core/ports.ts";
import { isLocal, uriInWorkspace, workspaceFiles } from "./workspace-files.ts";

/** The world as a walk through a folder sees it: the machine's disk, else what the workspace offers. */
export function worldOf(uri: vscode.Uri, platform: Platform): FolderWorld {
  if (isLocal(uri, platform)) return platform;
  return { files: workspaceFiles, style: "posix", list: listInWorkspace, realPath: async path => path };
}

/** The path of a file or folder in its world. */
export function pathOf(uri: vscode.Uri): string {
  return uri.scheme === "file" ? uri.fsPath : uri.path;
}

/** The place of a path in the world of another file. */
export function uriBeside(uri: vscode.Uri, path: string): vscode.Uri {
  return uri.scheme === "file" ? vscode.Uri.file(path) : uri.with({ path });
}

async function listInWorkspace(path: string): Promise<readonly DirectoryEntry[]> {
  const uri = uriInWorkspace(`${path}/`)?.with({ path });
  if (uri === undefined) return [];
  try {
    const entries = await vscode.workspace.fs.readDirectory(uri);
    return entries.map(([name, type]) => ({ name, kind: kindOf(type) }));
  } catch {
    return [];
  }
}

function kindOf(type: vscode.FileType): DirectoryEntry["kind"] {
  if ((type & vscode.FileType.Directory) !== 0) return "directory";
  return (type & vscode.FileType.File) !== 0 ? "file" : "other";
}
