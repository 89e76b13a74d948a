import type * as vscode from "vscode";

/** The entry for Node. */
export function activate(_context: vscode.ExtensionContext): void {}
