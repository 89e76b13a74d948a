import * as vscode from "vscode";
import type { Report } from "../../core/report/model.ts";
import type { Presentation } from "../../core/report/presentation.ts";
import type { Ask } from "../wizard/ask.ts";
import { type Interview, interview } from "../wizard/interview.ts";
import { usualFolder } from "../world/paths.ts";
import { type Format, formats } from "./exports.ts";
import { fileLabel } from "./report-model.ts";
import type { ReportServices } from "./services.ts";

/** Where a report goes. */
type ExportTarget = { readonly kind: "copy" | "open" } | { readonly kind: "save"; readonly uri: vscode.Uri };

/** Ask for a format and for where to, and write the report down. @throws Cancelled when a person gives up */
export async function exportReport(report: Report, ask: Ask, services: ReportServices): Promise<void> {
  const { format, target } = await interview(ask, async each => {
    const chosen = await askFormat(each, report);
    return { format: chosen, target: await askTarget(each, chosen, services) };
  });
  const text = reportText(report, format, services);
  switch (target.kind) {
    case "copy":
      return copy(text);
    case "open":
      return openInEditor(text, format);
    case "save":
      return save(text, target.uri, ask);
  }
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

async function askTarget(
  each: Interview,
  { label, extension }: Format,
  { platform }: ReportServices,
): Promise<ExportTarget> {
  const { t } = vscode.l10n;
  const kind = await each.choose<ExportTarget["kind"]>({
    id: "target",
    title: t("Export Expiration Report: {0}", label),
    prompt: t("Where does the report go?"),
    options: [
      { key: "copy", label: `$(copy) ${t("Copy to the clipboard")}`, value: "copy" },
      { key: "save", label: `$(save) ${t("Save as a file...")}`, value: "save" },
      { key: "open", label: `$(go-to-file) ${t("Open in an editor")}`, value: "open" },
    ],
  });
  if (kind !== "save") return { kind };
  const start = vscode.Uri.joinPath(usualFolder(platform), `expiration-report.${extension}`);
  const chosen = await each.file({
    id: "target-file",
    title: t("Save the Expiration Report"),
    what: "new",
    label: t("Save"),
    start: start.toString(),
  });
  return { kind, uri: vscode.Uri.parse(chosen, true) };
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

async function save(text: string, uri: vscode.Uri, ask: Ask): Promise<void> {
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  const open = vscode.l10n.t("Open");
  const taken = await ask.tell("information", vscode.l10n.t("The expiration report was saved."), [open]);
  if (taken === open) await vscode.commands.executeCommand("vscode.open", uri);
}

async function openInEditor(content: string, { language }: Format): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ content, language });
  await vscode.window.showTextDocument(document);
}
