import * as vscode from "vscode";
import type { Report } from "../../core/report/model.ts";
import type { Presentation } from "../../core/report/presentation.ts";
import { type Interview, interview } from "../wizard/interview.ts";
import { quickInput } from "../wizard/quick-input.ts";
import { type Format, formats } from "./exports.ts";
import { fileLabel } from "./report-model.ts";
import type { ReportServices } from "./services.ts";

type Target = (text: string, format: Format) => Promise<void>;

/** Ask for a format and for where to, and write the report down. @throws Cancelled when a person gives up */
export async function exportReport(report: Report, services: ReportServices): Promise<void> {
  const { format, target } = await interview(quickInput, async each => {
    const chosen = await askFormat(each, report);
    return { format: chosen, target: await askTarget(each, chosen) };
  });
  await target(reportText(report, format, services), format);
}

function askFormat(each: Interview, { rows }: Report): Promise<Format> {
  return each.choose({
    id: "format",
    title: vscode.l10n.t("Export Expiration Report"),
    prompt:
      rows.length === 1
        ? vscode.l10n.t("1 row. Choose a format.")
        : vscode.l10n.t("{0} rows. Choose a format.", rows.length),
    options: formats().map(format => ({
      key: format.label,
      label: format.label,
      description: format.description,
      value: format,
    })),
  });
}

function askTarget(each: Interview, { label }: Format): Promise<Target> {
  const { t } = vscode.l10n;
  return each.choose<Target>({
    id: "target",
    title: t("Export Expiration Report: {0}", label),
    prompt: t("Where does the report go?"),
    options: [
      { key: "copy", label: `$(copy) ${t("Copy to the clipboard")}`, value: copy },
      { key: "save", label: `$(save) ${t("Save as a file...")}`, value: save },
      { key: "open", label: `$(go-to-file) ${t("Open in an editor")}`, value: openInEditor },
    ],
  });
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
    title: vscode.l10n.t("Save the Expiration Report"),
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
