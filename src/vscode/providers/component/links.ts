import * as vscode from "vscode";
import { LineIndex } from "../../../core/line-index.ts";
import { placesOf } from "../../../core/pki/components/paths.ts";
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
    if (components.every(({ references }) => references.length === 0)) return [];
    const files = await this.#documents.files(components, document);
    const lines = new LineIndex(document.getText());
    return components.flatMap(component => {
      const { placeOf } = placesOf(component, pathOf(document.uri), files);
      return component.references.flatMap(({ path, span }) => {
        const target = placeOf(path);
        if (target === undefined) return [];
        return [new vscode.DocumentLink(rangeOf(lines, span), uriBeside(document.uri, target))];
      });
    });
  }
}
