import * as vscode from "vscode";
import { calendar } from "../../core/report/calendar.ts";
import { csv } from "../../core/report/csv.ts";
import { kubeadmJson, kubeadmYaml } from "../../core/report/kubeadm-data.ts";
import { type Generation, kubeadmText } from "../../core/report/kubeadm-text.ts";
import { markdown } from "../../core/report/markdown.ts";
import type { Report } from "../../core/report/model.ts";
import type { Presentation } from "../../core/report/presentation.ts";
import { wideText } from "../../core/report/wide.ts";

/** A way to write a report down. */
export interface Format {
  readonly id: "text" | "wide" | "json" | "yaml" | "markdown" | "csv" | "calendar";
  readonly label: string;
  readonly description: string;
  /** Without the dot. */
  readonly extension: string;
  /** What an editor takes it for. */
  readonly language: string;
  readonly write: (report: Report, presentation: Presentation, generation: Generation) => string;
}

/** Every format. Adding one is its entry here. */
export function formats(): readonly Format[] {
  const { t } = vscode.l10n;
  return [
    {
      id: "text",
      label: t("Text"),
      description: t("the two tables of kubeadm certs check-expiration"),
      extension: "txt",
      language: "plaintext",
      write: (report, presentation, generation) => kubeadmText(report, generation, presentation),
    },
    {
      id: "wide",
      label: t("Wide text"),
      description: t("every column, aligned"),
      extension: "txt",
      language: "plaintext",
      write: wideText,
    },
    {
      id: "json",
      label: "JSON",
      description: t("as kubeadm certs check-expiration -o json"),
      extension: "json",
      language: "json",
      write: kubeadmJson,
    },
    {
      id: "yaml",
      label: "YAML",
      description: t("as kubeadm certs check-expiration -o yaml"),
      extension: "yaml",
      language: "yaml",
      write: kubeadmYaml,
    },
    {
      id: "markdown",
      label: "Markdown",
      description: t("a table for an issue or a wiki"),
      extension: "md",
      language: "markdown",
      write: markdown,
    },
    {
      id: "csv",
      label: "CSV",
      description: t("for a spreadsheet, one row each"),
      extension: "csv",
      language: "plaintext",
      write: csv,
    },
    {
      id: "calendar",
      label: "iCalendar",
      description: t("an event at each expiry, with reminders before it"),
      extension: "ics",
      language: "plaintext",
      write: (report, presentation) => calendar(report, presentation),
    },
  ];
}
