import * as vscode from "vscode";
import type { Platform } from "../core/ports.ts";
import { registerCertificateEditor } from "./certificate-editor/index.ts";
import { Clusters } from "./cluster/clusters.ts";
import { PendingRequests } from "./cluster/pending-requests.ts";
import { Seen } from "./cluster/seen.ts";

import { guarded, logDefect } from "./errors.ts";
import { Ledger } from "./ledger/ledger.ts";
import { PkiFolders } from "./pki/folders.ts";
import { registerEditorFeatures } from "./providers/index.ts";
import type { Services } from "./services.ts";
import { Settings } from "./settings.ts";
import { Documents } from "./sources/documents.ts";
import { Sources } from "./sources/sources.ts";
import { Trees } from "./tree/index.ts";
import { IssuedTree } from "./tree/issued-tree.ts";
import { PkiTree } from "./tree/pki-tree.ts";
import { MarkdownPages } from "./views/markdown-pages.ts";
import { ReportView } from "./views/report-view.ts";
import { registerContextKeys } from "./window/context-keys.ts";
import { registerDetection } from "./window/detection.ts";
import { contributedCommands, registerLateCommands } from "./window/late-commands.ts";
import { registerNotifications } from "./window/notifications.ts";
import { tellPendingRequests } from "./window/pending-requests.ts";
import { registerStatusBar } from "./window/status-bar.ts";
import type { Ask } from "./wizard/ask.ts";
import { quickInput } from "./wizard/quick-input.ts";
import { Changes } from "./writing/changes.ts";
import { Diffs } from "./writing/preview/diffs.ts";

/** What the suites inside VS Code look at; nothing of it is there outside of a test. */
export interface TestApi {
  readonly sources: Sources;
  readonly trees: Trees;
  readonly folders: PkiFolders;
  readonly report: ReportView;
  readonly pki: PkiTree;
  readonly issued: IssuedTree;
  /** Run a command with somebody else to ask. Rejects with what the command throws. */
  readonly runWith: (ask: Ask, id: string, ...args: readonly unknown[]) => Promise<unknown>;
  /** The folder of the log. */
  readonly logFolder: vscode.Uri;
}

/** What the commands do: a file of its own, which an entry knows how to read. */
export type LoadCommands = () => Promise<typeof import("./commands/index.ts")>;

/** Shared by both entries. Reading and analysing begin when this is over. */
export function activateOn(
  context: vscode.ExtensionContext,
  platform: Platform,
  loadCommands: LoadCommands,
): TestApi | undefined {
  const log = vscode.window.createOutputChannel("Kubeconfig Inspector", { log: true });
  const settings = new Settings();
  const sources = new Sources(platform, settings, log);
  const seen = new Seen(sources);
  const trees = new Trees(sources, settings, platform, seen);
  const documents = new Documents(sources, settings);
  const folders = new PkiFolders(settings, platform);
  const ledger = new Ledger({
    platform,
    settings,
    sources,
    storage: () => context.globalStorageUri,
    memory: context.globalState,
  });
  const extension = context.extensionUri;
  const guard = (run: () => unknown) => guarded("report", run, log);
  const report = new ReportView({
    sources,
    folders,
    ledger,
    seenServers: seen.servers,
    settings,
    platform,
    extension,
    ask: quickInput,
    guard,
  });
  const pki = new PkiTree(folders, settings, platform);
  const issued = new IssuedTree(ledger, sources, settings, platform);
  const clusters = new Clusters({
    platform,
    memory: context.globalState,
    version: String(context.extension.packageJSON.version),
  });
  const pending = new PendingRequests(context.globalState, context.secrets);
  const diffs = new Diffs();
  const changes = new Changes(platform, settings, diffs);
  const pages = new MarkdownPages();
  const services: Services = {
    platform,
    settings,
    sources,
    trees,
    changes,
    diffs,
    folders,
    pki,
    report,
    ledger,
    pages,
    clusters,
    seen,
    pending,
    extension,
    ask: quickInput,
    log,
  };
  const names = contributedCommands(context.extension.packageJSON);
  const allCommands = async () => (await loadCommands()).commands(services);
  context.subscriptions.push(
    log,
    settings,
    sources,
    seen,
    trees,
    folders,
    report,
    pki,
    ledger,
    issued,
    registerCertificateEditor({ settings, platform, extension }),
    diffs,
    pages,
    registerLateCommands(names, allCommands, log),
    registerEditorFeatures({
      documents,
      settings,
      platform,
      failed: error => logDefect("editor feature", error, log),
    }),
    registerStatusBar(sources, settings, platform),
    registerNotifications(context.globalState, sources, settings, () => platform.now()),
    registerContextKeys(sources, platform),
    registerDetection(),
  );
  setTimeout(() => void sources.ready, 0);
  void tellPendingRequests(pending);
  return context.extensionMode === vscode.ExtensionMode.Test
    ? {
        sources,
        trees,
        folders,
        report,
        pki,
        issued,
        runWith: runner(services, loadCommands),
        logFolder: context.logUri,
      }
    : undefined;
}

function runner(services: Services, loadCommands: LoadCommands): TestApi["runWith"] {
  return async (ask, id, ...args) => {
    const { commands } = await loadCommands();
    const command = commands({ ...services, ask }).find(each => each.id === id);
    if (command === undefined) throw new Error(`No command ${id}`);
    return command.run(...args);
  };
}
