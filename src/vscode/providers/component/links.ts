import * as vscode from "vscode";
import { LineIndex } from "../../../core/line-index.ts";
import { hostPath } from "../../../core/pki/components/paths.ts";
import { rangeOf } from "../../convert.ts";
import { pathOf, uriBeside } from "../../world/pki-world.ts";
import type { ComponentDocuments } from "./documents.ts";

/** Links to the files that a component names. */
export class ComponentLinkProvider implements vscode.DocumentLinkProvider {
  readonly #documents: ComponentDocuments;

  constructor(documents: ComponentDocuments) {
    this.#documents = documents;
  }

  async provideDocumentLinks(document: vscode.TextDocument): Promise<vscode.DocumentLink[]> {
    const components = await this.#documents.read(document);
    const references = components.flatMap(component => component.references);
    if (references.length === 0) return [];
    const lines = new LineIndex(document.getText());
    return references.flatMap(({ path, span }) => {
      const target = hostPath(path, pathOf(document.uri));
      if (target === undefined) return [];
      return [new vscode.DocumentLink(rangeOf(lines, span), uriBeside(document.uri, target))];
    });
  }
}
