import * as vscode from "vscode";
import { definition, references } from "../../core/features/navigation.ts";
import { fileOf, locationOf, rangeIn } from "../convert.ts";
import type { Documents } from "../sources/documents.ts";

export class DefinitionProvider implements vscode.DefinitionProvider {
  readonly #documents: Documents;

  constructor(documents: Documents) {
    this.#documents = documents;
  }

  async provideDefinition(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<vscode.DefinitionLink[]> {
    const offset = document.offsetAt(position);
    const reading = await this.#documents.read(document);
    if (reading === undefined) return [];
    const found = definition(reading.analysis, reading.file.source.id, offset);
    const target = found && fileOf(reading.analysis, found.source);
    if (found === undefined || target === undefined) return [];
    return [
      {
        originSelectionRange: rangeIn(reading.file, found.origin),
        targetUri: vscode.Uri.parse(found.source),
        targetRange: rangeIn(target, found.entry),
        targetSelectionRange: rangeIn(target, found.span),
      },
    ];
  }
}

export class ReferenceProvider implements vscode.ReferenceProvider {
  readonly #documents: Documents;

  constructor(documents: Documents) {
    this.#documents = documents;
  }

  async provideReferences(
    document: vscode.TextDocument,
    position: vscode.Position,
    { includeDeclaration }: vscode.ReferenceContext,
  ): Promise<vscode.Location[]> {
    const offset = document.offsetAt(position);
    const reading = await this.#documents.read(document);
    if (reading === undefined) return [];
    const { analysis, file } = reading;
    const found = references(analysis, file.source.id, offset, includeDeclaration);
    return found.flatMap(each => locationOf(analysis, each) ?? []);
  }
}
