import * as vscode from "vscode";

/** Of the addresses of pages, which have no file. */
export const PAGE_SCHEME = "kubeconfig-inspector-page";
const PREVIEW = "vscode.markdown.preview.editor";
/** How many are kept: an editor may ask for one again. */
const MOST = 50;

/** Documents in Markdown to be read: shown rendered, and read-only. They last as long as the window. */
export class MarkdownPages implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #texts = new Map<string, string>();
  readonly #registration: vscode.Disposable;
  #count = 0;

  constructor() {
    this.#registration = vscode.workspace.registerTextDocumentContentProvider(PAGE_SCHEME, this);
  }

  dispose(): void {
    this.#registration.dispose();
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    const text = this.#texts.get(uri.toString());
    return text ?? vscode.l10n.t("This page is of an earlier time. Run the command again.");
  }

  /** @param title what the tab says */
  async show(title: string, markdown: string): Promise<void> {
    const name = title.replace(/[/\\?#%\p{Cc}]/gu, "_").slice(0, 80);
    const uri = vscode.Uri.from({
      scheme: PAGE_SCHEME,
      path: `/${name}.md`,
      query: String(++this.#count),
    });
    this.#texts.set(uri.toString(), markdown);
    for (const oldest of [...this.#texts.keys()].slice(0, -MOST)) this.#texts.delete(oldest);
    await vscode.workspace.openTextDocument(uri);
    // VS Code's own Markdown extension shows it, unless a person has disabled that.
    const editor = vscode.extensions.getExtension("vscode.markdown-language-features") && PREVIEW;
    await vscode.commands.executeCommand("vscode.openWith", uri, editor ?? "default");
  }
}
