import * as vscode from "vscode";
import type { Timing } from "../../core/features/time.ts";
import type { Location } from "../../core/finding.ts";
import type { Report } from "../../core/report/model.ts";
import { HumanError } from "../errors.ts";
import { issuedLocator } from "../ledger/locate.ts";
import { uriOfFile } from "../world/paths.ts";
import { writeIssued } from "./export-issued.ts";
import { exportReport } from "./export-report.ts";
import { pageHtml, pageIcon, webviewOptions } from "./html.ts";
import { issuedIn, pageIssued } from "./issued-model.ts";
import type { FromPage, ToPage } from "./protocol.ts";
import { EVERYTHING, pageRows, reportOn, scopesOf } from "./report-model.ts";
import type { ReportServices } from "./services.ts";
import { showPlace } from "./show-place.ts";
import { reportTexts } from "./texts.ts";

/** Changes that come together are shown together. Milliseconds. */
const PAUSE = 50;

/** One open page of the report, which follows every change while it is there. */
export class ReportPanel implements vscode.Disposable {
  readonly #services: ReportServices;
  readonly #panel: vscode.WebviewPanel;
  readonly #subscriptions: vscode.Disposable;
  #scope = EVERYTHING;
  #report: Report | undefined;
  /** Where the rows of what was issued lead. */
  #issuedPlaces: readonly (Location | undefined)[] = [];
  #ready = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #generation = 0;
  #shown = 0;

  constructor(panel: vscode.WebviewPanel, services: ReportServices) {
    this.#services = services;
    this.#panel = panel;
    const { sources, settings, folders, ledger, seenServers, extension } = services;
    panel.iconPath = pageIcon(extension);
    this.#subscriptions = vscode.Disposable.from(
      panel.webview.onDidReceiveMessage(message => this.#receive(message)),
      panel.onDidChangeViewState(() => this.#changed()),
      sources.onDidChange(() => this.#changed()),
      folders.onDidChange(() => this.#changed()),
      ledger.onDidChange(() => this.#changed()),
      seenServers.onDidChange(() => this.#changed()),
      settings.onDidChange(() => this.#changed()),
    );
    panel.webview.options = webviewOptions(extension);
    panel.webview.html = pageHtml(panel.webview, extension, {
      style: "media/report.css",
      script: "dist/media/report.js",
    });
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#subscriptions.dispose();
  }

  get scope(): string {
    return this.#scope;
  }

  /** Bring it to the front, about something else when that is given. */
  reveal(scope: string | undefined): void {
    this.#panel.reveal();
    if (scope === undefined) return;
    this.#scope = scope;
    this.#changed();
  }

  #changed(): void {
    clearTimeout(this.#timer);
    if (this.#ready && this.#panel.visible) this.#timer = setTimeout(() => void this.#show(), PAUSE);
  }

  async #show(): Promise<void> {
    this.#generation += 1;
    const generation = this.#generation;
    const { sources, folders, ledger, seenServers, settings, platform } = this.#services;
    await sources.ready;
    const inputs = { groups: sources.groups, folders: await folders.read(), servers: seenServers };
    const timing: Timing = { now: platform.now(), thresholds: settings.thresholds };
    const scopes = scopesOf(inputs, timing, platform);
    if (!scopes.some(({ id }) => id === this.#scope)) this.#scope = EVERYTHING;
    const scope = this.#scope;
    const report = await reportOn(scope, inputs, timing);
    const ledgers = await ledger.read();
    const rows = await pageRows(report, platform, settings.kubeadmGeneration);
    // A smaller report that was asked for later may be there already.
    if (scope !== this.#scope || generation < this.#shown) return;
    this.#shown = generation;
    this.#report = report;
    const locate = issuedLocator(inputs, platform);
    const records = issuedIn(scope, { ledgers, groups: inputs.groups, locate });
    const issued = pageIssued(records, locate, timing);
    const isShown = ledger.isOn && (records.length > 0 || scope === EVERYTHING);
    this.#issuedPlaces = issued.places;
    const message: ToPage = {
      type: "report",
      now: timing.now,
      scopes,
      scope,
      rows,
      ...(isShown && { issued: issued.page }),
      texts: reportTexts(),
      language: vscode.env.language,
    };
    await this.#panel.webview.postMessage(message);
  }

  #receive(received: unknown): void {
    const message = parse(received);
    if (message === undefined) return;
    switch (message.type) {
      case "ready":
        if (!this.#ready && this.#scope === EVERYTHING) this.#scope = message.scope ?? EVERYTHING;
        this.#ready = true;
        void this.#show();
        return;
      case "scope":
        this.#scope = message.scope;
        this.#changed();
        return;
      case "open":
        void this.#services.guard(() => this.#open(message.id, message.beside));
        return;
      case "export":
        void this.#services.guard(() => this.#export(message.ids));
        return;
      case "open-issued":
        void this.#services.guard(() => this.#openIssued(message.index));
        return;
      case "export-issued":
        void this.#services.guard(() => writeIssued(this.#services));
        return;
      case "refresh":
        this.#services.ledger.refresh();
        this.#services.folders.refresh();
        void this.#services.sources.refresh();
        return;
    }
  }

  async #export(ids: readonly string[] | undefined): Promise<void> {
    if (this.#report === undefined) return;
    const { rows } = this.#report;
    const byId = new Map(rows.map(row => [row.id, row]));
    const chosen = ids === undefined ? rows : ids.flatMap(id => byId.get(id) ?? []);
    await exportReport({ ...this.#report, rows: chosen }, this.#services.ask, this.#services);
  }

  async #openIssued(index: number): Promise<void> {
    const place = this.#issuedPlaces[index];
    if (place !== undefined) await showPlace(place);
  }

  async #open(id: string, beside: boolean): Promise<void> {
    const row = this.#report?.rows.find(each => each.id === id);
    if (row === undefined) return;
    if (row.state === "missing") {
      throw new HumanError(vscode.l10n.t("{0} does not exist, so it cannot be opened.", row.file));
    }
    const uri = uriOfFile(row.file);
    const viewColumn = beside ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active;
    if (row.span === undefined) {
      await vscode.commands.executeCommand("vscode.open", uri, viewColumn);
      return;
    }
    const document = await vscode.workspace.openTextDocument(uri);
    const start = document.positionAt(row.span.start);
    const editor = await vscode.window.showTextDocument(document, {
      viewColumn,
      selection: new vscode.Range(start, start),
    });
    editor.revealRange(new vscode.Range(start, start), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  }
}

/** What came from the page, if it is something that a page says. */
function parse(message: unknown): FromPage | undefined {
  if (typeof message !== "object" || message === null || !("type" in message)) return undefined;
  const { type } = message;
  const text = (key: "scope" | "id") => {
    const value: unknown = new Map<string, unknown>(Object.entries(message)).get(key);
    return typeof value === "string" ? value : undefined;
  };
  const [scope, id] = [text("scope"), text("id")];
  if (type === "ready") return scope === undefined ? { type } : { type, scope };
  if (type === "refresh" || type === "export-issued") return { type };
  if (type === "open-issued" && "index" in message && typeof message.index === "number") {
    return { type, index: message.index };
  }
  if (type === "scope" && scope !== undefined) return { type, scope };
  if (type === "open" && id !== undefined) {
    return { type, id, beside: "beside" in message && message.beside === true };
  }
  if (type !== "export") return undefined;
  const ids = "ids" in message && Array.isArray(message.ids) ? message.ids : undefined;
  return ids === undefined ? { type } : { type, ids: ids.filter(each => typeof each === "string") };
}
