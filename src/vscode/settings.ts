import * as vscode from "vscode";
import type { Generation } from "../core/report/kubeadm-text.ts";
import type { Thresholds } from "../core/thresholds.ts";

const SECTION = "kubeconfigInspector";
const DAY = 24 * 60 * 60 * 1000;
const MIB = 1024 * 1024;

/** A path or glob of the settings, and the folder that a relative one starts from. */
export interface FilePattern {
  readonly pattern: string;
  readonly folder?: vscode.Uri;
}

/** The settings as typed values; a value of the wrong type counts as the default. */
export class Settings implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscription: vscode.Disposable;
  readonly onDidChange = this.#changed.event;

  constructor() {
    this.#subscription = vscode.workspace.onDidChangeConfiguration(event => {
      if (event.affectsConfiguration(SECTION)) this.#changed.fire();
    });
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }

  /** The user's, then the workspace's (which VS Code leaves out while the workspace is not trusted). */
  get files(): readonly FilePattern[] {
    const of = (values: unknown, folder?: vscode.Uri): FilePattern[] =>
      strings(values).map(pattern => ({ pattern, ...(folder && { folder }) }));
    const folders = vscode.workspace.workspaceFolders ?? [];
    const shared = inspect("files", folders[0]?.uri);
    const patterns = [...of(shared.globalValue), ...of(shared.workspaceValue, folders[0]?.uri)];
    for (const { uri } of folders) patterns.push(...of(inspect("files", uri).workspaceFolderValue, uri));
    return [...new Map(patterns.map(each => [`${each.folder ?? ""} ${each.pattern}`, each])).values()];
  }

  /** Put a path on the user's list, or take it off. */
  listFile(path: string, listed: boolean): Promise<void> {
    return list("files", path, listed);
  }

  /** Folders of certificates that a person added: absolute, or from `~`. */
  get pkiFolders(): readonly string[] {
    const { globalValue, workspaceValue } = inspect("pki.folders");
    return [...new Set([...strings(globalValue), ...strings(workspaceValue)])];
  }

  /** Put a folder on the user's list, or take it off. */
  listPkiFolder(path: string, listed: boolean): Promise<void> {
    return list("pki.folders", path, listed);
  }

  /** As which kubeadm residual times are written. */
  get kubeadmGeneration(): Generation {
    const value = get("report.kubeadmVersion");
    return value === "1.30" || value === "1.28" ? value : "1.31";
  }

  get thresholds(): Thresholds {
    return {
      warning: number("expiry.warningDays", 30) * DAY,
      critical: number("expiry.criticalDays", 7) * DAY,
    };
  }

  get maxFileBytes(): number {
    return number("maxFileSizeMb", 16) * MIB;
  }

  /** Whether kubeconfigs are looked for in the workspace. */
  get searchWorkspace(): boolean {
    return boolean("workspace.search");
  }

  /** Globs of workspace folders in which nobody looks for kubeconfigs. */
  get workspaceExcludes(): readonly string[] {
    return strings(get("workspace.exclude"));
  }

  get statusBar(): boolean {
    return boolean("statusBar.enabled");
  }

  get notifications(): "daily" | "off" {
    return get("notifications") === "off" ? "off" : "daily";
  }

  /** Whether a change of a kubeconfig is shown before it is made. */
  get preview(): "always" | "ask" | "never" {
    const value = get("preview");
    return value === "always" || value === "never" ? value : "ask";
  }

  /** Milliseconds that a server has to answer when it is checked. */
  get serverTimeoutMs(): number {
    return Math.min(Math.max(number("server.timeoutSeconds", 10), 1), 120) * 1000;
  }

  /** Where what a CA issues here is recorded. */
  get ledger(): "off" | "besideCa" | "storage" {
    const value = get("ledger");
    return value === "besideCa" || value === "storage" ? value : "off";
  }

  silence(): Promise<void> {
    return set("notifications", "off");
  }

  get codeLens(): { readonly users: boolean; readonly contexts: boolean } {
    return { users: boolean("codeLens.users"), contexts: boolean("codeLens.contexts") };
  }
}

interface Inspected {
  readonly globalValue?: unknown;
  readonly workspaceValue?: unknown;
  readonly workspaceFolderValue?: unknown;
}

function get(key: string): unknown {
  return vscode.workspace.getConfiguration(SECTION).get<unknown>(key);
}

function inspect(key: string, scope?: vscode.Uri): Inspected {
  return vscode.workspace.getConfiguration(SECTION, scope).inspect<unknown>(key) ?? {};
}

/** For the user. @param value the default where it is left out */
async function set(key: string, value?: unknown): Promise<void> {
  await vscode.workspace.getConfiguration(SECTION).update(key, value, vscode.ConfigurationTarget.Global);
}

/** Put an entry on a list of the user's, or take it off. */
function list(key: string, entry: string, listed: boolean): Promise<void> {
  const others = strings(inspect(key).globalValue).filter(each => each !== entry);
  const entries = listed ? [...others, entry] : others;
  return set(key, entries.length > 0 ? entries : undefined);
}

function number(key: string, otherwise: number): number {
  const value = get(key);
  return typeof value === "number" && Number.isFinite(value) && value >= 0 ? value : otherwise;
}

function boolean(key: string): boolean {
  return get(key) !== false;
}

function strings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter(each => typeof each === "string" && each !== "") : [];
}
