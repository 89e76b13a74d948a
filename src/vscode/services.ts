import type * as vscode from "vscode";
import type { Platform } from "../core/ports.ts";
import type { Clusters } from "./cluster/clusters.ts";
import type { PendingRequests } from "./cluster/pending-requests.ts";
import type { Seen } from "./cluster/seen.ts";

import type { Ledger } from "./ledger/ledger.ts";
import type { PkiFolders } from "./pki/folders.ts";
import type { Settings } from "./settings.ts";
import type { Sources } from "./sources/sources.ts";
import type { Trees } from "./tree/index.ts";
import type { PkiTree } from "./tree/pki-tree.ts";
import type { MarkdownPages } from "./views/markdown-pages.ts";
import type { ReportView } from "./views/report-view.ts";
import type { Ask } from "./wizard/ask.ts";
import type { Changes } from "./writing/changes.ts";
import type { Diffs } from "./writing/preview/diffs.ts";

/** Everything that `activate` makes. Only it and the list of commands see the whole. */
export interface Services {
  readonly platform: Platform;
  readonly settings: Settings;
  readonly sources: Sources;
  readonly trees: Trees;
  readonly changes: Changes;
  readonly diffs: Diffs;
  /** The person in front of the screen. */
  readonly ask: Ask;
  readonly folders: PkiFolders;
  readonly pki: PkiTree;
  readonly report: ReportView;
  readonly ledger: Ledger;
  readonly pages: MarkdownPages;
  readonly clusters: Clusters;
  /** Requests that wait in clusters. */
  readonly pending: PendingRequests;
  /** What API servers showed and said. */
  readonly seen: Seen;
  /** The extension's folder. */
  readonly extension: vscode.Uri;
  readonly log: vscode.LogOutputChannel;
}

/** What is known of the configurations, and the machine they are on. */
export type Known = Pick<Services, "platform" | "sources">;

/** With a person to ask. */
export type Asking = Known & Pick<Services, "ask">;

/** With what records what is issued. */
export type Issuing = Asking & Pick<Services, "ledger">;

/** With the way to API servers. */
export type Reaching = Asking & Pick<Services, "clusters">;

/** With what applies rights there, and shows what they change. */
export type Granting = Reaching & Pick<Services, "diffs">;

/** With what keeps the requests that wait in clusters. */
export type Requesting = Reaching & Pick<Services, "pending">;

/** With what changes files. */
export type Editing = Asking & Pick<Services, "changes">;
