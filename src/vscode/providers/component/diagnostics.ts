import * as vscode from "vscode";
import { LineIndex } from "../../../core/line-index.ts";
import type { Platform } from "../../../core/ports.ts";
import { checkComponent } from "../../../core/rules/pki/check.ts";
import { atMost, summedUp } from "../../../core/rules/sum-up.ts";
import { diagnosticAt, rangeOf, SOURCE } from "../../convert.ts";
import { MOST_SHOWN } from "../../sources/diagnostics.ts";
import { pathOf } from "../../world/pki-world.ts";
import type { ManifestDocuments } from "../manifest-documents.ts";
import type { ComponentDocuments } from "./documents.ts";

/** Changes that come together are looked at together. Milliseconds. */
const PAUSE = 200;

/**
 * Publishes what is wrong with the files that a component names and with what else a manifest holds, some time after its
 * document has changed.
 */
export class ComponentDiagnostics implements vscode.Disposable {
  readonly #documents: ComponentDocuments;
  readonly #manifests: ManifestDocuments;
  readonly #platform: Platform;
  readonly #failed: (error: unknown) => void;
  readonly #collection = vscode.languages.createDiagnosticCollection(`${SOURCE}-components`);
  readonly #timers = new Map<vscode.TextDocument, ReturnType<typeof setTimeout>>();
  readonly #subscriptions: vscode.Disposable;

  /** @param failed told of a check that failed: a defect of ours */
  constructor(
    documents: ComponentDocuments,
    manifests: ManifestDocuments,
    platform: Platform,
    failed: (error: unknown) => void,
  ) {
    this.#documents = documents;
    this.#manifests = manifests;
    this.#platform = platform;
    this.#failed = failed;
    const { workspace } = vscode;
    this.#subscriptions = vscode.Disposable.from(
      this.#collection,
      workspace.onDidOpenTextDocument(document => this.#schedule(document)),
      workspace.onDidChangeTextDocument(({ document }) => this.#schedule(document)),
      workspace.onDidSaveTextDocument(() => this.#all()),
      workspace.onDidCloseTextDocument(document => this.#closed(document)),
      vscode.window.onDidChangeActiveTextEditor(editor => editor && this.#schedule(editor.document)),
    );
    this.#all();
  }

  dispose(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#subscriptions.dispose();
  }

  #all(): void {
    for (const document of vscode.workspace.textDocuments) this.#schedule(document);
  }

  #schedule(document: vscode.TextDocument): void {
    if (document.languageId !== "yaml" && document.languageId !== "json") return;
    clearTimeout(this.#timers.get(document));
    const check = () => void this.#check(document).catch(this.#failed);
    this.#timers.set(document, setTimeout(check, PAUSE));
  }

  #closed(document: vscode.TextDocument): void {
    clearTimeout(this.#timers.get(document));
    this.#timers.delete(document);
    this.#collection.delete(document.uri);
  }

  async #check(document: vscode.TextDocument): Promise<void> {
    this.#timers.delete(document);
    const { version } = document;
    const inManifests = (await this.#manifests.read(document)).findings;
    const components = await this.#documents.read(document);
    const files = components.length === 0 ? undefined : await this.#documents.files(components, document);
    if (document.isClosed || document.version !== version) return;
    if (files === undefined && inManifests.length === 0) {
      this.#collection.delete(document.uri);
      return;
    }
    const world = files && { manifest: pathOf(document.uri), files, now: this.#platform.now() };
    const findings = [
      ...components.flatMap(component => (world === undefined ? [] : checkComponent(component, world))),
      ...inManifests,
    ];
    const lines = new LineIndex(document.getText());
    const diagnostics = atMost(summedUp(findings), MOST_SHOWN).map(finding =>
      diagnosticAt(rangeOf(lines, finding.span), finding, () => undefined),
    );
    this.#collection.set(document.uri, diagnostics);
  }
}
