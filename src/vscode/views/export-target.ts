import * as vscode from "vscode";
import type { Platform } from "../../core/ports.ts";
import type { Ask } from "../wizard/ask.ts";
import type { Interview } from "../wizard/interview.ts";
import { usualFolder } from "../world/paths.ts";

/** Where a text that is written down goes. */
export type ExportTarget =
  | { readonly kind: "copy" | "open" }
  | { readonly kind: "save"; readonly uri: vscode.Uri };

export interface TargetWish {
  readonly title: string;
  readonly prompt: string;
  /** Of the dialog that asks for the file. */
  readonly fileTitle: string;
  /** What the file is called at first. */
  readonly fileName: string;
}

/** Ask where a text goes. The questions are `target` and `target-file`. */
export async function askTarget(
  each: Interview,
  { title, prompt, fileTitle, fileName }: TargetWish,
  platform: Platform,
): Promise<ExportTarget> {
  const { t } = vscode.l10n;
  const kind = await each.choose<ExportTarget["kind"]>({
    id: "target",
    title,
    prompt,
    options: [
      { key: "copy", label: `$(copy) ${t("Copy to the clipboard")}`, value: "copy" },
      { key: "save", label: `$(save) ${t("Save as a file...")}`, value: "save" },
      { key: "open", label: `$(go-to-file) ${t("Open in an editor")}`, value: "open" },
    ],
  });
  if (kind !== "save") return { kind };
  const chosen = await each.file({
    id: "target-file",
    title: fileTitle,
    what: "new",
    label: t("Save"),
    start: vscode.Uri.joinPath(usualFolder(platform), fileName).toString(),
  });
  return { kind, uri: vscode.Uri.parse(chosen, true) };
}

/** A text that is to be put where somebody said. */
export interface ExportedText {
  readonly text: string;
  /** What an editor takes it for. */
  readonly language: string;
  /** What is told when it was copied, and when it was saved. */
  readonly copied: string;
  readonly saved: string;
}

/** Put a text where somebody said. */
export async function putText(
  { text, language, copied, saved }: ExportedText,
  target: ExportTarget,
  ask: Ask,
): Promise<void> {
  switch (target.kind) {
    case "copy":
      await vscode.env.clipboard.writeText(text);
      vscode.window.setStatusBarMessage(copied, 5_000);
      return;
    case "open":
      return openText(text, language);
    case "save":
      return save(text, saved, target.uri, ask);
  }
}

/** Open a text as a document that has no file. */
export async function openText(content: string, language: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ content, language });
  await vscode.window.showTextDocument(document);
}

async function save(text: string, saved: string, uri: vscode.Uri, ask: Ask): Promise<void> {
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  const open = vscode.l10n.t("Open");
  const taken = await ask.tell("information", saved, [open]);
  if (taken === open) await vscode.commands.executeCommand("vscode.open", uri);
}
