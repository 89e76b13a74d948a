import * as vscode from "vscode";
import { PAGE_SCHEME } from "../../../src/vscode/views/markdown-pages.ts";

/** The text of the last page in Markdown that was shown. */
export function lastPage(): string {
  const pages = vscode.workspace.textDocuments.filter(({ uri }) => uri.scheme === PAGE_SCHEME);
  const newest = pages.sort((a, b) => Number(a.uri.query) - Number(b.uri.query)).at(-1);
  return newest?.getText() ?? "";
}
