import * as vscode from "vscode";
import type { Report } from "../../core/report/model.ts";
import type { Presentation } from "../../core/report/presentation.ts";
import { type Format, formats } from "./exports.ts";
import { fileLabel } from "./reportModel.ts";
import type { ReportServices } from "./reportView.ts";

/** Ask for a format and for where to, and write the report down. Does nothing when a person gives up. */
export async function exportReport(report: Report, services: ReportServices): Promise<void> {
  const { t } = vscode.l10n;
  const picked = await vscode.window.showQuickPick(
    formats().map(format => ({ label: format.label, description: format.description, format })),
    {
      title: t("Export Expiration Report"),
      placeHolder: t("{0} rows. Choose a format.", report.rows.length),
      matchOnDescription: true,
    },
  );
  if (picked === undefined) return;
  const { format } = picked;
  const targets = [
    { label: `$(copy) ${t("Copy to the clipboard")}`, run: copy },
    { label: `$(save) ${t("Save as a file...")}`, run: save },
    { label: `$(go-to-file) ${t("Open in an editor")}`, run: openInEditor },
  ];
  const target = await vscode.window.showQuickPick(targets, {
    title: t("Export Expiration Report: {0}", format.label),
  });
  await target?.run(reportText(report, format, services), format);
}

/** The report in a format, with times and names as the settings and the language have them. */
export function reportText(report: Report, format: Format, { settings, platform }: ReportServices): string {
  const presentation: Presentation = {
    translate: (template, ...args) => vscode.l10n.t(template, ...args),
    label: file => fileLabel(file, platform),
  };
  return format.write(report, presentation, settings.kubeadmGeneration);
}

async function copy(text: string): Promise<void> {
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage(vscode.l10n.t("The expiration report was copied."), 5_000);
}

async function save(text: string, { extension, label }: Format): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const name = `expiration-report.${extension}`;
  const uri = await vscode.window.showSaveDialog({
    filters: { [label]: [extension] },
    ...(folder !== undefined && { defaultUri: vscode.Uri.joinPath(folder, name) }),
  });
  if (uri === undefined) return;
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  const open = vscode.l10n.t("Open");
  const picked = await vscode.window.showInformationMessage(
    vscode.l10n.t("The expiration report was saved."),
    open,
  );
  if (picked === open) await vscode.commands.executeCommand("vscode.open", uri);
}

async function openInEditor(content: string, { language }: Format): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ content, language });
  await vscode.window.showTextDocument(document);
}
