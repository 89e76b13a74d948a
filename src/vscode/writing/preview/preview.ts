import * as vscode from "vscode";
import type { Platform } from "../../../core/ports.ts";
import type { Ask } from "../../wizard/ask.ts";
import { Cancelled, WentBack } from "../../wizard/cancelled.ts";
import { shortPath } from "../../world/paths.ts";
import { masked } from "./mask.ts";

const SCHEME = "kubeconfig-inspector-preview";

/** A file and what it is to become. Holds secrets. */
export interface Rewriting {
  readonly uri: vscode.Uri;
  readonly before: string;
  readonly after: string;
}

/** Shows changes in VS Code's diff editor before they land, without the secrets in them. */
export class Preview implements vscode.Disposable, vscode.TextDocumentContentProvider {
  readonly #platform: Platform;
  readonly #texts = new Map<string, string>();
  readonly #registration: vscode.Disposable;
  #count = 0;

  constructor(platform: Platform) {
    this.#platform = platform;
    this.#registration = vscode.workspace.registerTextDocumentContentProvider(SCHEME, this);
  }

  dispose(): void {
    this.#registration.dispose();
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#texts.get(uri.toString()) ?? "";
  }

  /** Resolves when the change is wanted. @throws Cancelled when it is not, WentBack to the question before it */
  async confirm(ask: Ask, title: string, rewritings: readonly Rewriting[]): Promise<void> {
    const shown: vscode.Uri[] = [];
    try {
      for (const rewriting of rewritings) shown.push(...(await this.#show(rewriting)));
      const outcome = await ask.question(
        {
          id: "preview",
          kind: "choice",
          title,
          prompt: vscode.l10n.t("The editor shows the change, with secrets left out."),
          options: [
            { key: "apply", label: `$(check) ${vscode.l10n.t("Make the change")}` },
            { key: "discard", label: `$(discard) ${vscode.l10n.t("Leave everything as it is")}` },
          ],
        },
        { step: 0, canGoBack: true },
      );
      if (outcome.kind === "back") throw new WentBack();
      if (outcome.kind !== "answer" || outcome.value !== "apply") throw new Cancelled();
    } finally {
      await close(shown);
      for (const uri of shown) this.#texts.delete(uri.toString());
    }
  }

  async #show({ uri, before, after }: Rewriting): Promise<readonly vscode.Uri[]> {
    this.#count += 1;
    const path = uri.path.startsWith("/") ? uri.path : `/${uri.path}`;
    const place = (query: string) =>
      vscode.Uri.from({ scheme: SCHEME, path, query: `${query} ${this.#count}` });
    const uris = [place("before"), place("after")] as const;
    const [left = "", right = ""] = masked([before, after]);
    this.#texts.set(uris[0].toString(), left);
    this.#texts.set(uris[1].toString(), right);
    for (const each of uris) {
      await vscode.languages.setTextDocumentLanguage(await vscode.workspace.openTextDocument(each), "yaml");
    }
    const title = vscode.l10n.t("{0}: what will change", shortPath(uri, this.#platform));
    const options = { preview: false, preserveFocus: true };
    await vscode.commands.executeCommand("vscode.diff", ...uris, title, options);
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
