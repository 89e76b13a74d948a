import * as vscode from "vscode";
import type { Settings } from "../settings.ts";
import type { Documents } from "../sources/documents.ts";

/** Lenses over what the analyses say, asked for again when that or the settings change. */
export abstract class LiveLenses implements vscode.CodeLensProvider, vscode.Disposable {
  protected readonly documents: Documents;
  protected readonly settings: Settings;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscriptions: vscode.Disposable;
  readonly onDidChangeCodeLenses = this.#changed.event;

  constructor(documents: Documents, settings: Settings) {
    this.documents = documents;
    this.settings = settings;
    this.#subscriptions = vscode.Disposable.from(
      this.#changed,
      documents.onDidChange(() => this.#changed.fire()),
      settings.onDidChange(() => this.#changed.fire()),
    );
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  abstract provideCodeLenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]>;
}
