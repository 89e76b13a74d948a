import type * as vscode from "vscode";
import type { Analysis } from "../../core/analysis.ts";
import type { KubeconfigFile } from "../../core/kubeconfig/model.ts";
import type { Thresholds } from "../../core/thresholds.ts";
import { fileOf } from "../convert.ts";
import type { Settings } from "../settings.ts";
import type { Sources } from "./sources.ts";

/** A document's place in the configuration that it belongs to. */
export interface DocumentReading {
  readonly analysis: Analysis;
  /** The document's own file, read from its present text. */
  readonly file: KubeconfigFile;
}

/** What the analyses say of documents. Every feature of the editor asks here. */
export class Documents {
  readonly #sources: Pick<Sources, "forDocument" | "groups" | "onDidChange">;
  readonly #settings: Settings;

  constructor(sources: Pick<Sources, "forDocument" | "groups" | "onDidChange">, settings: Settings) {
    this.#sources = sources;
    this.#settings = settings;
  }

  get thresholds(): Thresholds {
    return this.#settings.thresholds;
  }

  /** Texts, files, settings or time have changed what the analyses say. */
  get onDidChange(): vscode.Event<unknown> {
    return this.#sources.onDidChange;
  }

  /**
   * The document's present text, together with the files of the effective configuration when it is one of them, else
   * alone; nothing for a document that is no kubeconfig.
   */
  async read(document: vscode.TextDocument): Promise<DocumentReading | undefined> {
    const analysis = await this.#sources.forDocument(document);
    const file = analysis && fileOf(analysis, document.uri.toString());
    return analysis && file && { analysis, file };
  }

  /** What was found last of everything that is known, whether a document shows it or not. */
  get all(): readonly Analysis[] {
    return this.#sources.groups.map(({ analysis }) => analysis);
  }
}
