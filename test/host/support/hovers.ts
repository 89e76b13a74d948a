import * as vscode from "vscode";

/** What VS Code would show to somebody who points at a place, as it reads. */
export async function hoverText(uri: vscode.Uri, position: vscode.Position): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    "vscode.executeHoverProvider",
    uri,
    position,
  );
  return hovers.flatMap(({ contents }) => contents.map(each => plain(each))).join("\n");
}

/** A Markdown string as it reads. */
export function plain(markdown: vscode.MarkdownString | vscode.MarkedString): string {
  const value = typeof markdown === "string" ? markdown : markdown.value;
  return value
    .replaceAll("&nbsp;", " ")
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
}
