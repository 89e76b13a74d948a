import type * as vscode from "vscode";

/** The entry for the browser. */
export function activate(_context: vscode.ExtensionContext): void {}
