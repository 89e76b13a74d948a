import * as vscode from "vscode";
import { componentBlocks } from "../../core/features/component.ts";
import { loadFiles } from "../../core/kubeconfig/files.ts";
import { componentPaths, hostPath } from "../../core/pki/components/paths.ts";
import { type Component, readComponents } from "../../core/pki/components/read.ts";
import type { FileView, Platform } from "../../core/ports.ts";
import { checkComponent } from "../../core/rules/pki/check.ts";
import { touches } from "../../core/text.ts";
import { diagnosticAt, markdownString, rangeOf, SOURCE } from "../convert.ts";
import type { Settings } from "../settings.ts";
import { LineIndex } from "../text/line-index.ts";
import { mayOpen } from "../world/paths.ts";
import { pathOf, uriBeside, worldOf } from "../world/pki-world.ts";

/** Longer texts are no manifest of a component. Characters. */
const LONGEST = 500_000;
/** A certificate file above this is not read. Bytes. */
const LARGEST = 4 * 1024 * 1024;
/** Changes that come together are looked at together. Milliseconds. */
const PAUSE = 200;

interface ComponentReading {
  readonly version: number;
  readonly components: readonly Component[];
}

/**
 * The manifests of control plane components and the kubelet's configuration: what the files are for that they name,
 * links to them, and what is wrong with them.
 */
export class Components implements vscode.HoverProvider, vscode.DocumentLinkProvider, vscode.Disposable {
  readonly #platform: Platform;
  readonly #settings: Settings;
  readonly #readings = new WeakMap<vscode.TextDocument, ComponentReading>();
  readonly #collection = vscode.languages.createDiagnosticCollection(`${SOURCE}-components`);
  readonly #timers = new Map<vscode.TextDocument, ReturnType<typeof setTimeout>>();
  readonly #subscriptions: vscode.Disposable;

  constructor(platform: Platform, settings: Settings) {
    this.#platform = platform;
    this.#settings = settings;
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

  async provideHover(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<vscode.Hover | undefined> {
    const offset = document.offsetAt(position);
    const pointed = this.#read(document).flatMap(component => {
      const reference = component.references.find(({ around }) => touches(around, offset));
      return reference === undefined ? [] : [{ component, reference }];
    });
    const [first] = pointed;
    if (first === undefined) return undefined;
    const { component, reference } = first;
    const files = await this.#files([component], document);
    const path = hostPath(reference.path, pathOf(document.uri));
    const read = path === undefined ? undefined : files.get(path);
    const timing = { now: this.#platform.now(), thresholds: this.#settings.thresholds };
    const blocks = componentBlocks(component, reference, read, timing);
    return new vscode.Hover(
      markdownString(blocks),
      rangeOf(new LineIndex(document.getText()), reference.around),
    );
  }

  provideDocumentLinks(document: vscode.TextDocument): vscode.DocumentLink[] {
    const references = this.#read(document).flatMap(component => component.references);
    if (references.length === 0) return [];
    const lines = new LineIndex(document.getText());
    return references.flatMap(({ path, span }) => {
      const target = hostPath(path, pathOf(document.uri));
      if (target === undefined) return [];
      return [new vscode.DocumentLink(rangeOf(lines, span), uriBeside(document.uri, target))];
    });
  }

  #all(): void {
    for (const document of vscode.workspace.textDocuments) this.#schedule(document);
  }

  #schedule(document: vscode.TextDocument): void {
    if (document.languageId !== "yaml" && document.languageId !== "json") return;
    clearTimeout(this.#timers.get(document));
    this.#timers.set(
      document,
      setTimeout(() => void this.#check(document), PAUSE),
    );
  }

  #closed(document: vscode.TextDocument): void {
    clearTimeout(this.#timers.get(document));
    this.#timers.delete(document);
    this.#collection.delete(document.uri);
  }

  async #check(document: vscode.TextDocument): Promise<void> {
    this.#timers.delete(document);
    const components = this.#read(document);
    if (components.length === 0) {
      this.#collection.delete(document.uri);
      return;
    }
    const { version } = document;
    const files = await this.#files(components, document);
    if (document.isClosed || document.version !== version) return;
    const manifest = pathOf(document.uri);
    const world = { manifest, files, now: this.#platform.now() };
    const lines = new LineIndex(document.getText());
    const findings = components.flatMap(component => checkComponent(component, world));
    const diagnostics = findings.map(finding =>
      diagnosticAt(rangeOf(lines, finding.span), finding, () => undefined),
    );
    this.#collection.set(document.uri, diagnostics);
  }

  /** What the document starts, read once for each version of it. */
  #read(document: vscode.TextDocument): readonly Component[] {
    const known = this.#readings.get(document);
    if (known?.version === document.version) return known.components;
    const text = document.getText();
    const components = text.length > LONGEST ? [] : readComponents(text);
    this.#readings.set(document, { version: document.version, components });
    return components;
  }

  /** The files that they name. */
  #files(components: readonly Component[], document: vscode.TextDocument): Promise<FileView> {
    const named = components.flatMap(component => componentPaths(component, pathOf(document.uri)));
    const paths = named.filter(path => mayOpen(path, this.#platform.style));
    return loadFiles(worldOf(document.uri, this.#platform).files, paths, LARGEST);
  }
}
