import * as vscode from "vscode";
import { lenses } from "../../core/features/lenses.ts";
import { rangeIn, textOf } from "../convert.ts";
import { line } from "../text/iconless.ts";
import { LiveLenses } from "./live-lenses.ts";

export class LensProvider extends LiveLenses {
  override async provideCodeLenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    const { users, contexts } = this.settings.codeLens;
    if (!users && !contexts) return [];
    const reading = await this.documents.read(document);
    if (reading === undefined) return [];
    const { analysis, file } = reading;
    return lenses(analysis, file.source.id)
      .filter(({ about }) => (about === "user" ? users : contexts))
      .map(({ span, parts }) => {
        const title = titleOf(parts.map(textOf));
        return new vscode.CodeLens(rangeIn(file, span), { title, command: "" });
      });
  }
}

/** Names are the file's: an icon in one, `$(zap)`, stays text, and nothing hides or turns the line. */
function titleOf(parts: readonly string[]): string {
  return parts.map(line).join(" · ");
}
