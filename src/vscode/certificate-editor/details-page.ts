import * as vscode from "vscode";
import type { Detail } from "../../core/features/details/decode.ts";
import type { Message } from "../../core/message.ts";
import { textOf } from "../convert.ts";
import { pageHtml, webviewOptions } from "../views/html.ts";
import { detailText, pageDetail } from "./detail-text.ts";
import type { DetailsToPage, PageBlock } from "./protocol.ts";

/** What a page shows. */
export interface Shown {
  readonly details: readonly Detail[];
  readonly notes: readonly PageBlock[];
}

export interface DetailsSource {
  /** The file that it stands in, if it is one. */
  readonly file?: vscode.Uri;
  /** One after another: what is known at once, then what the checks say as well. */
  readonly load: () => AsyncIterable<Shown>;
}

/** The page that shows certificates, requests and the like in full. */
export class DetailsPage implements vscode.Disposable {
  readonly #webview: vscode.Webview;
  readonly #source: DetailsSource;
  readonly #subscription: vscode.Disposable;
  #details: readonly Detail[] = [];
  #generation = 0;

  constructor(webview: vscode.Webview, extension: vscode.Uri, source: DetailsSource) {
    this.#webview = webview;
    this.#source = source;
    this.#subscription = webview.onDidReceiveMessage(message => this.#receive(message));
    webview.options = webviewOptions(extension);
    webview.html = pageHtml(webview, extension, {
      style: "media/certificate.css",
      script: "dist/media/certificate.js",
    });
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  /** Load again and show it. */
  async show(): Promise<void> {
    this.#generation += 1;
    const generation = this.#generation;
    for await (const { details, notes } of this.#source.load()) {
      if (generation !== this.#generation) return;
      this.#details = details;
      const message: DetailsToPage = {
        type: "details",
        details: details.map(pageDetail),
        notes,
        texts: pageTexts(),
        file: this.#source.file !== undefined,
      };
      await this.#webview.postMessage(message);
    }
  }

  async #receive(message: unknown): Promise<void> {
    if (typeof message !== "object" || message === null || !("type" in message)) return;
    if (message.type === "ready") await this.show();
    if (message.type === "openText" && this.#source.file !== undefined) {
      await vscode.commands.executeCommand("vscode.openWith", this.#source.file, "default");
    }
    const index = "index" in message && typeof message.index === "number" ? message.index : -1;
    const detail = this.#details[index];
    if (detail === undefined) return;
    if (message.type === "copyText") await vscode.env.clipboard.writeText(detailText(detail));
    if (message.type === "copyPem") await vscode.env.clipboard.writeText(detail.pem ?? "");
  }
}

/** A note of the page. */
export function pageNote(message: Message, tone: NonNullable<PageBlock["tone"]>): PageBlock {
  return { kind: "note", text: textOf(message), tone };
}

function pageTexts(): DetailsToPage["texts"] {
  const { t } = vscode.l10n;
  return {
    copyText: t("Copy as Text"),
    copyPem: t("Copy as PEM"),
    openText: t("Open as Text"),
    tones: { good: t("Fine"), warning: t("Warning"), bad: t("Error") },
  };
}
