import * as vscode from "vscode";
import { type Symbol as Outline, symbols } from "../../core/features/symbols.ts";
import type { KubeconfigFile } from "../../core/kubeconfig/model.ts";
import { rangeIn, textOf } from "../convert.ts";
import type { Documents } from "../sources/documents.ts";

export class SymbolProvider implements vscode.DocumentSymbolProvider {
  readonly #documents: Documents;

  constructor(documents: Documents) {
    this.#documents = documents;
  }

  async provideDocumentSymbols(document: vscode.TextDocument): Promise<vscode.DocumentSymbol[]> {
    const reading = await this.#documents.read(document);
    return reading === undefined ? [] : symbols(reading.file).map(each => symbolOf(reading.file, each));
  }
}

const KINDS: Readonly<Record<Outline["kind"], vscode.SymbolKind>> = {
  section: vscode.SymbolKind.Array,
  cluster: vscode.SymbolKind.Module,
  user: vscode.SymbolKind.Key,
  context: vscode.SymbolKind.Object,
  "current-context": vscode.SymbolKind.String,
};

function symbolOf(file: KubeconfigFile, outline: Outline): vscode.DocumentSymbol {
  const symbol = new vscode.DocumentSymbol(
    textOf(outline.name),
    outline.detail ?? "",
    KINDS[outline.kind],
    rangeIn(file, outline.span),
    rangeIn(file, outline.selection),
  );
  symbol.children = outline.children.map(child => symbolOf(file, child));
  return symbol;
}
