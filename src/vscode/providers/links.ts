import * as vscode from "vscode";
import { links } from "../../core/features/links.ts";
import type { PathStyle } from "../../core/ports.ts";
import { rangeIn } from "../convert.ts";
import type { Documents } from "../sources/documents.ts";
import { uriBeside } from "../world/pki-world.ts";

export class LinkProvider implements vscode.DocumentLinkProvider {
  readonly #documents: Documents;
  readonly #style: PathStyle;

  constructor(documents: Documents, style: PathStyle) {
    this.#documents = documents;
    this.#style = style;
  }

  async provideDocumentLinks(document: vscode.TextDocument): Promise<vscode.DocumentLink[]> {
    const reading = await this.#documents.read(document);
    if (reading === undefined) return [];
    const { file } = reading;
    return links(file, this.#style).map(
      ({ span, path }) => new vscode.DocumentLink(rangeIn(file, span), uriBeside(document.uri, path)),
    );
  }
}
