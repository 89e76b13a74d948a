import * as vscode from "vscode";

/** A page of ours: its style, its script, and nothing else that it could load. */
export interface PageFiles {
  /** From the extension's folder. */
  readonly style: string;
  readonly script: string;
}

/** The picture on the tab of a page. */
export function pageIcon(extension: vscode.Uri): { readonly light: vscode.Uri; readonly dark: vscode.Uri } {
  const at = (name: string) => vscode.Uri.joinPath(extension, "media", name);
  return { light: at("kubeconfig-light.svg"), dark: at("kubeconfig-dark.svg") };
}

/** What a page may read: nothing but what comes with the extension. */
export function webviewOptions(extension: vscode.Uri): vscode.WebviewOptions {
  return {
    enableScripts: true,
    localResourceRoots: ["media", "dist/media"].map(folder => vscode.Uri.joinPath(extension, folder)),
  };
}

/** An empty page that its script fills with text nodes; no text of a file is part of the markup. */
export function pageHtml(
  webview: vscode.Webview,
  extension: vscode.Uri,
  { style, script }: PageFiles,
): string {
  const uri = (path: string) => webview.asWebviewUri(vscode.Uri.joinPath(extension, path)).toString();
  const nonce = crypto.randomUUID().replaceAll("-", "");
  return `<!DOCTYPE html>
<html lang="${vscode.env.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${uri(style)}">
</head>
<body>
<script nonce="${nonce}" type="module" src="${uri(script)}"></script>
</body>
</html>`;
}
