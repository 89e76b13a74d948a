import * as vscode from "vscode";

const SCHEME = "kubeconfig-inspector-preview";

/** Two texts that are shown beside each other. */
export interface TextPair {
  readonly title: string;
  /** What the editors call it: `/config`. */
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/** Shows what will change in VS Code's diff editor while something is asked. The texts are YAML. */
export class Diffs implements vscode.Disposable, vscode.TextDocumentContentProvider {
  readonly #texts = new Map<string, string>();
  readonly #registration: vscode.Disposable;
  #count = 0;

  constructor() {
    this.#registration = vscode.workspace.registerTextDocumentContentProvider(SCHEME, this);
  }

  dispose(): void {
    this.#registration.dispose();
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#texts.get(uri.toString()) ?? "";
  }

  /** Show them until something is over. */
  async during<T>(pairs: readonly TextPair[], run: () => Promise<T>): Promise<T> {
    const shown: vscode.Uri[] = [];
    try {
      for (const pair of pairs) shown.push(...(await this.#show(pair)));
      return await run();
    } finally {
      await close(shown);
      for (const uri of shown) this.#texts.delete(uri.toString());
    }
  }

  async #show({ title, path, before, after }: TextPair): Promise<readonly vscode.Uri[]> {
    this.#count += 1;
    const place = (query: string) =>
      vscode.Uri.from({
        scheme: SCHEME,
        path: path.startsWith("/") ? path : `/${path}`,
        query: `${query} ${this.#count}`,
      });
    const uris = [place("before"), place("after")] as const;
    this.#texts.set(uris[0].toString(), before);
    this.#texts.set(uris[1].toString(), after);
    for (const each of uris) {
      await vscode.languages.setTextDocumentLanguage(await vscode.workspace.openTextDocument(each), "yaml");
    }
    await vscode.commands.executeCommand("vscode.diff", ...uris, title, {
      preview: false,
      preserveFocus: true,
    });
    return uris;
  }
}

async function close(uris: readonly vscode.Uri[]): Promise<void> {
  const ours = new Set(uris.map(uri => uri.toString()));
  const tabs = vscode.window.tabGroups.all
    .flatMap(group => group.tabs)
    .filter(({ input }) => input instanceof vscode.TabInputTextDiff && ours.has(input.modified.toString()));
  if (tabs.length > 0) await vscode.window.tabGroups.close(tabs, true);
}
