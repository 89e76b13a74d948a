import * as vscode from "vscode";
import type { Platform } from "../../core/ports.ts";
import type { Settings } from "../settings.ts";
import { Diagnostics } from "../sources/diagnostics.ts";
import type { Documents } from "../sources/documents.ts";
import { FixProvider } from "./code-actions.ts";
import { LensProvider } from "./code-lens.ts";
import { ComponentDiagnostics } from "./component/diagnostics.ts";
import { ComponentDocuments } from "./component/documents.ts";
import { ComponentHoverProvider } from "./component/hover.ts";
import { ComponentLinkProvider } from "./component/links.ts";
import { SymbolProvider } from "./document-symbols.ts";
import { HoverProvider } from "./hover.ts";
import { LinkProvider } from "./links.ts";
import { ManifestActionProvider } from "./manifest-actions.ts";
import { ManifestDocuments } from "./manifest-documents.ts";
import { DefinitionProvider, ReferenceProvider } from "./navigation.ts";
import { RenewFixProvider, RenewLensProvider } from "./renewal.ts";

export interface EditorDependencies {
  readonly documents: Documents;
  readonly settings: Settings;
  readonly platform: Platform;
  /** Told of background work that failed: a defect of ours. */
  readonly failed: (error: unknown) => void;
}

/** Languages of a kubeconfig, wherever the document lives. Each feature is silent on anything else. */
const SELECTOR: vscode.DocumentSelector = [{ language: "yaml" }, { language: "json" }, { language: "jsonc" }];

/** Every comfort of the editor, and the findings. One line each. */
export function registerEditorFeatures({
  documents,
  settings,
  platform,
  failed,
}: EditorDependencies): vscode.Disposable {
  const { languages } = vscode;
  const lens = new LensProvider(documents, settings);
  const renewal = new RenewLensProvider(documents, settings);
  const components = new ComponentDocuments(platform);
  const manifests = new ManifestDocuments(platform, settings);
  return vscode.Disposable.from(
    new Diagnostics(documents),
    new ComponentDiagnostics(components, manifests, platform, failed),
    languages.registerHoverProvider(SELECTOR, new ComponentHoverProvider(components, platform, settings)),
    languages.registerDocumentLinkProvider(SELECTOR, new ComponentLinkProvider(components)),
    lens,
    renewal,
    languages.registerCodeLensProvider(SELECTOR, renewal),
    languages.registerHoverProvider(SELECTOR, new HoverProvider(documents, manifests, () => platform.now())),
    languages.registerCodeLensProvider(SELECTOR, lens),
    languages.registerDocumentSymbolProvider(SELECTOR, new SymbolProvider(documents)),
    languages.registerDefinitionProvider(SELECTOR, new DefinitionProvider(documents)),
    languages.registerReferenceProvider(SELECTOR, new ReferenceProvider(documents)),
    languages.registerDocumentLinkProvider(SELECTOR, new LinkProvider(documents, platform.style)),
    languages.registerCodeActionsProvider(SELECTOR, new FixProvider(documents), {
      providedCodeActionKinds: FixProvider.kinds,
    }),
    languages.registerCodeActionsProvider(SELECTOR, new ManifestActionProvider(manifests), {
      providedCodeActionKinds: ManifestActionProvider.kinds,
    }),
    languages.registerCodeActionsProvider(SELECTOR, new RenewFixProvider(documents), {
      providedCodeActionKinds: FixProvider.kinds,
    }),
  );
}
