import type * as vscode from "vscode";
import type { SeenServer } from "../../core/features/server-check/seen.ts";
import type { Platform } from "../../core/ports.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { PkiFolders } from "../pki/folders.ts";
import type { Settings } from "../settings.ts";
import type { AnalyzedGroup } from "../sources/groups.ts";
import type { Sources } from "../sources/sources.ts";
import type { Ask } from "../wizard/ask.ts";

/** What servers were seen to show. */
export interface ServersOfGroups {
  all(group: AnalyzedGroup): readonly SeenServer[];
  readonly onDidChange: vscode.Event<void>;
}

/** What the report works with. */
export interface ReportServices {
  readonly sources: Sources;
  readonly folders: PkiFolders;
  readonly ledger: Ledger;
  readonly seenServers: ServersOfGroups;
  readonly settings: Settings;
  readonly platform: Platform;
  /** The extension's folder. */
  readonly extension: vscode.Uri;
  /** The person in front of the screen. */
  readonly ask: Ask;
  /** Runs what a person asked for and shows what goes wrong. */
  readonly guard: (run: () => unknown) => Promise<unknown>;
}
