import * as vscode from "vscode";
import { decodeText } from "../../core/features/details/decode.ts";
import { visible } from "../../core/features/markdown.ts";
import type { Platform } from "../../core/ports.ts";
import { textOf } from "../convert.ts";
import { HumanError } from "../errors.ts";
import type { Settings } from "../settings.ts";

/** What shows certificates works with. */
export interface DetailsServices {
  readonly settings: Settings;
  readonly platform: Platform;
  /** The extension's folder. */
  readonly extension: vscode.Uri;
}

/** Files that open this way by themselves, and those that a person can open this way. */
const EDITORS = ["kubeconfigInspector.certificate", "kubeconfigInspector.pem"];

/** The read-only editors of certificate files. What they take is evaluated when the first one opens. */
export function registerCertificateEditor(services: DetailsServices): vscode.Disposable {
  const provider: vscode.CustomReadonlyEditorProvider = {
    openCustomDocument: uri => ({ uri, dispose: () => undefined }),
    resolveCustomEditor: ({ uri }, panel) => resolve(uri, panel, services),
  };
  return vscode.Disposable.from(
    ...EDITORS.map(type => vscode.window.registerCustomEditorProvider(type, provider)),
  );
}

async function resolve(
  uri: vscode.Uri,
  panel: vscode.WebviewPanel,
  { settings, platform, extension }: DetailsServices,
): Promise<void> {
  const [{ DetailsPage }, { loadFile }] = await Promise.all([
    import("./details-page.ts"),
    import("./load-file.ts"),
  ]);
  const load = () => loadFile(uri, settings, platform);
  const page = new DetailsPage(panel.webview, extension, { file: uri, load });
  const folder = vscode.Uri.joinPath(uri, "..");
  const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, "*"));
  const subscriptions = vscode.Disposable.from(
    page,
    watcher,
    watcher.onDidChange(() => page.show()),
    watcher.onDidCreate(() => page.show()),
    settings.onDidChange(() => page.show()),
  );
  panel.onDidDispose(() => subscriptions.dispose());
}

/**
 * Show what a piece of text is: certificates, a request, a token.
 * @throws HumanError when it is nothing of the kind
 */
export async function showDecoded(
  text: string,
  { settings, platform, extension }: DetailsServices,
): Promise<void> {
  const [{ DetailsPage }, { loadDecoded }, { pageIcon }] = await Promise.all([
    import("./details-page.ts"),
    import("./load-file.ts"),
    import("../views/html.ts"),
  ]);
  const timing = { now: platform.now(), thresholds: settings.thresholds };
  const details = decodeText(text, timing);
  const [first] = details;
  if (first === undefined) {
    throw new HumanError(
      vscode.l10n.t(
        "Nothing to decode was found. Select a certificate or a request as PEM or base64, or a JSON Web Token.",
      ),
    );
  }
  const panel = vscode.window.createWebviewPanel(
    "kubeconfigInspector.decoded",
    vscode.l10n.t("Decoded: {0}", visible(textOf(first.title))),
    { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
  );
  panel.iconPath = pageIcon(extension);
  const page = new DetailsPage(panel.webview, extension, {
    load: () => loadDecoded(details, settings, platform),
  });
  panel.onDidDispose(() => page.dispose());
}
