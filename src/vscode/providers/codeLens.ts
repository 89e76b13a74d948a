import * as vscode from "vscode";
import { lenses } from "../../core/features/lenses.ts";
import { visible } from "../../core/features/markdown.ts";
import { rangeIn, textOf } from "../convert.ts";
import type { Documents } from "../documents.ts";
import { iconless } from "../iconless.ts";
import type { Settings } from "../settings.ts";

export class LensProvider implements vscode.CodeLensProvider, vscode.Disposable {
  readonly #documents: Documents;
  readonly #settings: Settings;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscriptions: vscode.Disposable;
  readonly onDidChangeCodeLenses = this.#changed.event;

  constructor(documents: Documents, settings: Settings) {
    this.#documents = documents;
    this.#settings = settings;
    this.#subscriptions = vscode.Disposable.from(
      this.#changed,
      documents.onDidChange(() => this.#changed.fire()),
      settings.onDidChange(() => this.#changed.fire()),
    );
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  async provideCodeLenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    const { users, contexts } = this.#settings.codeLens;
    if (!users && !contexts) return [];
    const reading = await this.#documents.read(document);
    if (reading === undefined) return [];
    const { analysis, file } = reading;
    return lenses(analysis, file.source.id)
      .filter(({ about }) => (about === "user" ? users : contexts))
      .map(({ span, parts }) => {
        const title = titleOf(parts.map(textOf));
        return new vscode.CodeLens(rangeIn(file, span), { title, command: "" });
      });
  }
}

/** Names are the file's: an icon in one, `$(zap)`, stays text, and nothing hides or turns the line. */
function titleOf(parts: readonly string[]): string {
  return parts.map(part => iconless(visible(part))).join(" · ");
}
