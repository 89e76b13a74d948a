import * as vscode from "vscode";
import type { Report } from "../../core/report/model.ts";
import type { Presentation } from "../../core/report/presentation.ts";
import type { Ask } from "../wizard/ask.ts";
import { type Interview, interview } from "../wizard/interview.ts";
import { askTarget, putText, type TargetWish } from "./export-target.ts";
import { type Format, formats } from "./exports.ts";
import { fileLabel } from "./report-model.ts";
import type { ReportServices } from "./services.ts";

/** Ask for a format and for where to, and write the report down. @throws Cancelled when a person gives up */
export async function exportReport(report: Report, ask: Ask, services: ReportServices): Promise<void> {
  const { format, target } = await interview(ask, async each => {
    const chosen = await askFormat(each, report);
    return { format: chosen, target: await askTarget(each, wishFor(chosen), services.platform) };
  });
  const exported = {
    text: reportText(report, format, services),
    language: format.language,
    copied: vscode.l10n.t("The expiration report was copied."),
    saved: vscode.l10n.t("The expiration report was saved."),
  };
  await putText(exported, target, ask);
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

function wishFor({ label, extension }: Format): TargetWish {
  const { t } = vscode.l10n;
  return {
    title: t("Export Expiration Report: {0}", label),
    prompt: t("Where does the report go?"),
    fileTitle: t("Save the Expiration Report"),
    fileName: `expiration-report.${extension}`,
  };
}

/** The report in a format, with times and names as the settings and the language have them. */
export function reportText(report: Report, format: Format, { settings, platform }: ReportServices): string {
  const presentation: Presentation = {
    translate: (template, ...args) => vscode.l10n.t(template, ...args),
    label: file => fileLabel(file, platform),
  };
  return format.write(report, presentation, settings.kubeadmGeneration);
}
