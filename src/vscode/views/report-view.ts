import * as vscode from "vscode";
import type { Report } from "../../core/report/model.ts";
import type { Ask } from "../wizard/ask.ts";
import type { Format } from "./exports.ts";
import type { ReportPanel } from "./report-panel.ts";
import type { ReportServices } from "./services.ts";

const TYPE = "kubeconfigInspector.report";

/** The expiration report. What it takes is evaluated when somebody asks for it for the first time. */
export class ReportView implements vscode.Disposable {
  readonly #services: ReportServices;
  readonly #serializer: vscode.Disposable;
  #panel: { readonly webview: vscode.WebviewPanel; readonly panel: ReportPanel } | undefined;

  constructor(services: ReportServices) {
    this.#services = services;
    this.#serializer = vscode.window.registerWebviewPanelSerializer(TYPE, {
      deserializeWebviewPanel: async webview => void (await this.#adopt(webview)),
    });
  }

  dispose(): void {
    this.#serializer.dispose();
    this.#panel?.webview.dispose();
  }

  /** Show it, on one scope when that is given: the id of a configuration or of a folder. */
  async show(scope?: string): Promise<void> {
    const title = vscode.l10n.t("Expiration Report");
    const known = this.#panel?.panel;
    const panel =
      known ??
      (await this.#adopt(
        vscode.window.createWebviewPanel(TYPE, title, vscode.ViewColumn.Active, { enableFindWidget: false }),
      ));
    if (known !== undefined || scope !== undefined) panel.reveal(scope);
  }

  /** Ask for a format and write down the report on the scope that is shown, else on everything. */
  async export(ask: Ask, scope?: string): Promise<void> {
    const { exportReport } = await import("./export-report.ts");
    await exportReport(await this.report(scope ?? this.#panel?.panel.scope), ask, this.#services);
  }

  /** The report itself, on everything where no scope is given. */
  async report(scope?: string): Promise<Report> {
    const { EVERYTHING, reportOn } = await import("./report-model.ts");
    const { sources, folders, platform, seenServers, settings } = this.#services;
    await sources.ready;
    const inputs = {
      groups: sources.groups,
      folders: await folders.read(),
      servers: seenServers,
    };
    return reportOn(scope ?? EVERYTHING, inputs, { now: platform.now(), thresholds: settings.thresholds });
  }

  /** A report as an export writes it. */
  async text(report: Report, id: Format["id"]): Promise<string> {
    const [{ formats }, { reportText }] = await Promise.all([
      import("./exports.ts"),
      import("./export-report.ts"),
    ]);
    const format = formats().find(each => each.id === id);
    return format === undefined ? "" : reportText(report, format, this.#services);
  }

  async #adopt(webview: vscode.WebviewPanel): Promise<ReportPanel> {
    const { ReportPanel } = await import("./report-panel.ts");
    const panel = new ReportPanel(webview, this.#services);
    this.#panel = { webview, panel };
    webview.onDidDispose(() => {
      panel.dispose();
      if (this.#panel?.panel === panel) this.#panel = undefined;
    });
    return panel;
  }
}
