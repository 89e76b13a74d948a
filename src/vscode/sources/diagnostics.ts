import * as vscode from "vscode";
import type { Analysis } from "../../core/analysis.ts";
import { atMost } from "../../core/rules/sum-up.ts";
import { diagnosticOf, SOURCE } from "../convert.ts";
import type { Documents } from "./documents.ts";

/**
 * Publishes the findings of every known file, open or not, whenever what is known changes, and those of a document as
 * soon as it opens.
 */
export class Diagnostics implements vscode.Disposable {
  readonly #documents: Documents;
  readonly #collection = vscode.languages.createDiagnosticCollection(SOURCE);
  readonly #subscriptions: vscode.Disposable;
  /** What each file's findings come from: those of an analysis need to be published only once. */
  readonly #published = new Map<string, Analysis>();

  constructor(documents: Documents) {
    this.#documents = documents;
    this.#subscriptions = vscode.Disposable.from(
      this.#collection,
      vscode.workspace.onDidOpenTextDocument(document => this.#opened(document)),
      documents.onDidChange(() => this.#publishAll()),
    );
    this.#publishAll();
    for (const document of vscode.workspace.textDocuments) void this.#opened(document);
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  async #opened(document: vscode.TextDocument): Promise<void> {
    const reading = await this.#documents.read(document);
    if (reading !== undefined && !document.isClosed) this.#publish(reading.analysis);
  }

  #publishAll(): void {
    const { all } = this.#documents;
    const known = new Set(all.flatMap(analysis => analysis.files.map(file => file.source.id)));
    for (const id of this.#published.keys()) {
      if (known.has(id)) continue;
      this.#published.delete(id);
      this.#collection.delete(vscode.Uri.parse(id));
    }
    for (const analysis of all) this.#publish(analysis);
  }

  #publish(analysis: Analysis): void {
    for (const file of analysis.files) {
      const id = file.source.id;
      if (this.#published.get(id) === analysis) continue;
      this.#published.set(id, analysis);
      const own = analysis.findings.filter(finding => finding.source === id);
      const findings = atMost(own, MOST_SHOWN);
      const diagnostics = findings.map(finding => diagnosticOf(analysis, file, finding));
      this.#collection.set(vscode.Uri.parse(id), diagnostics);
    }
  }
}

/** VS Code shows no more of one file. */
export const MOST_SHOWN = 1000;
