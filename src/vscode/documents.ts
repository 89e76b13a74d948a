import type * as vscode from "vscode";
import type { Analysis, Thresholds } from "../core/analysis.ts";
import type { KubeconfigFile, Source } from "../core/kubeconfig/model.ts";
import type { Analyst, Configuration } from "./analyst.ts";
import { fileOf } from "./convert.ts";
import { sourceOf } from "./reader.ts";
import type { Sources } from "./sources.ts";

/** A document's place in the configuration that it belongs to. */
export interface Reading {
  readonly analysis: Analysis;
  /** The document's own file, read from its present text. */
  readonly file: KubeconfigFile;
}

/** Which files make one configuration: the part of `Sources` that editors ask. */
export type Groups = Pick<Sources, "groups" | "isKubeconfig" | "onDidChange">;

/** What the analyses say of documents. Every feature of the editor asks here. */
export class Documents {
  readonly #analyst: Analyst;
  readonly #groups: Groups;

  constructor(analyst: Analyst, groups: Groups) {
    this.#analyst = analyst;
    this.#groups = groups;
  }

  get thresholds(): Thresholds {
    return this.#analyst.thresholds;
  }

  /** Texts, files, settings or time have changed what the analyses say. */
  get onDidChange(): vscode.Event<void> {
    return this.#groups.onDidChange;
  }

  /**
   * The document's present text, together with the files of the effective configuration when it is one of them, else
   * alone; nothing for a document that is no kubeconfig.
   */
  async read(document: vscode.TextDocument): Promise<Reading | undefined> {
    if (!this.#groups.isKubeconfig(document)) return undefined;
    const analysis = await this.#analyst.analysis(this.#configurationOf(document));
    const file = fileOf(analysis, document.uri.toString());
    return file && { analysis, file };
  }

  /** What was found last of everything that is known, whether a document shows it or not. */
  get all(): readonly Analysis[] {
    return this.#groups.groups.map(({ analysis }) => analysis);
  }

  #configurationOf(document: vscode.TextDocument): Configuration {
    const id = document.uri.toString();
    const text = document.getText();
    const group = this.#groups.groups.find(({ sources }) => sources.some(source => source.id === id));
    if (group === undefined) return { id, sources: [sourceOf(document.uri, text)] };
    const withText = (source: Source): Source => (source.id === id ? { ...source, text } : source);
    return { id: group.id, sources: group.sources.map(withText) };
  }
}
