import type * as vscode from "vscode";
import type { Platform } from "../core/ports.ts";
import type { PkiFolders } from "./pki/folders.ts";
import type { Settings } from "./settings.ts";
import type { Sources } from "./sources/sources.ts";
import type { Trees } from "./tree/index.ts";
import type { PkiTree } from "./tree/pki-tree.ts";
import type { ReportView } from "./views/report-view.ts";
import type { Ask } from "./wizard/ask.ts";
import type { Changes } from "./writing/changes.ts";

/** What commands work with. */
export interface Services {
  readonly platform: Platform;
  readonly settings: Settings;
  readonly sources: Sources;
  readonly trees: Trees;
  readonly changes: Changes;
  /** The person in front of the screen. */
  readonly ask: Ask;
  readonly folders: PkiFolders;
  readonly pki: PkiTree;
  readonly report: ReportView;
  /** The extension's folder. */
  readonly extension: vscode.Uri;
  readonly log: vscode.LogOutputChannel;
}
