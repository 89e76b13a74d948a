import * as vscode from "vscode";
import { nameGlobs, nameVerdict } from "../../core/features/file-names.ts";
import { expandGlob, splitGlob } from "../../core/features/glob.ts";
import { type OddPath, oddEntry } from "../../core/kubeconfig/odd-path.ts";
import { effectivePaths } from "../../core/kubeconfig/paths.ts";
import type { Platform } from "../../core/ports.ts";
import type { FilePattern, Settings } from "../settings.ts";

/** Why a file is looked at. */
export type Origin = "KUBECONFIG" | "default" | "workspace" | "settings" | "document";

/** A file that is, or may turn out to be, a kubeconfig. */
export interface Candidate {
  readonly uri: vscode.Uri;
  readonly origin: Origin;
  /** Whether it is shown whatever stands in it, or even when it is missing. */
  readonly certain: boolean;
  /** Whether it stands on the user's list by its own path, and may be taken off. */
  readonly added: boolean;
  /** What is odd about its path, should it not exist. */
  readonly odd?: OddPath;
}

/** Languages in which a document may be a kubeconfig whatever its name. */
const LANGUAGES: ReadonlySet<string> = new Set(["yaml", "json", "jsonc", "plaintext", "ini", "properties"]);

/** How many files of a workspace are looked into. */
const MOST_FILES = 200;

/** What kubectl loads by itself, first what wins: client-go's rules on the environment of the extension host. */
export function effectiveCandidates(platform: Platform): readonly Candidate[] {
  if (!platform.local) return [];
  const { KUBECONFIG, HOME, HOMEDRIVE, HOMEPATH, USERPROFILE } = platform.env();
  const env = defined({ KUBECONFIG, HOME: HOME ?? platform.home, HOMEDRIVE, HOMEPATH, USERPROFILE });
  const origin = env.KUBECONFIG ? "KUBECONFIG" : "default";
  return effectivePaths({ env, style: platform.style }).map(path => {
    const odd = env.KUBECONFIG ? oddEntry(path, platform.style, env.HOME) : undefined;
    const uri = absolute(path, platform);
    return { uri, origin, certain: true, added: false, ...(odd && { odd }) };
  });
}

/** Files of the workspace whose name says that they may be kubeconfigs. */
export async function workspaceCandidates(settings: Settings): Promise<readonly Candidate[]> {
  if (!settings.searchWorkspace || vscode.workspace.workspaceFolders === undefined) return [];
  const excludes = settings.workspaceExcludes;
  const found = await vscode.workspace.findFiles(
    `{${nameGlobs.join(",")}}`,
    excludes.length > 0 ? `{${excludes.join(",")}}` : undefined,
    MOST_FILES,
  );
  const candidates: Candidate[] = [];
  for (const uri of found) {
    const verdict = nameVerdict(uri.path);
    if (verdict !== "no")
      candidates.push({ uri, origin: "workspace", certain: verdict === "kubeconfig", added: false });
  }
  return candidates.sort((a, b) => (a.uri.path < b.uri.path ? -1 : 1));
}

/** What to watch so that a new file of the workspace is noticed. */
export function workspacePatterns(settings: Settings): readonly vscode.GlobPattern[] {
  return settings.searchWorkspace && vscode.workspace.workspaceFolders !== undefined ? nameGlobs : [];
}

/** What the settings name: plain paths whatever stands there, and of a glob's files those that are kubeconfigs. */
export async function listedCandidates(
  settings: Settings,
  platform: Platform,
): Promise<readonly Candidate[]> {
  if (!platform.local) return [];
  const lists = await Promise.all(
    settings.files.map(async pattern => {
      const glob = splitGlob(absolutePattern(pattern, platform));
      if (glob.rest === "") return [listed(vscode.Uri.file(glob.base), true, pattern.folder === undefined)];
      const paths = await expandGlob(glob, platform.list);
      return paths.map(path => listed(vscode.Uri.file(path), nameVerdict(path) === "kubeconfig", false));
    }),
  );
  return lists.flat();
}

/** The file that a plain path of the settings names; nothing for a glob. */
export function listedUri(pattern: FilePattern, platform: Platform): vscode.Uri | undefined {
  const { base, rest } = splitGlob(absolutePattern(pattern, platform));
  return rest === "" ? vscode.Uri.file(base) : undefined;
}

/** What to watch so that a new match of the settings' globs is noticed. */
export function listedPatterns(settings: Settings, platform: Platform): readonly vscode.GlobPattern[] {
  if (!platform.local) return [];
  return settings.files
    .map(pattern => splitGlob(absolutePattern(pattern, platform)))
    .filter(({ rest }) => rest !== "")
    .map(({ base, rest }) => new vscode.RelativePattern(vscode.Uri.file(base), rest));
}

/** Documents in an editor that may be kubeconfigs, of any file system that a person can write to. */
export function documentCandidates(documents: readonly vscode.TextDocument[]): readonly Candidate[] {
  const candidates: Candidate[] = [];
  for (const { uri, languageId } of documents) {
    const verdict = nameVerdict(uri.path);
    if (!isPlace(uri) || (verdict === "no" && !LANGUAGES.has(languageId))) continue;
    candidates.push({ uri, origin: "document", certain: verdict === "kubeconfig", added: false });
  }
  return candidates;
}

function isPlace({ scheme }: vscode.Uri): boolean {
  if (scheme === "file" || scheme === "untitled") return true;
  if (vscode.workspace.workspaceFolders?.some(({ uri }) => uri.scheme === scheme)) return true;
  return vscode.workspace.fs.isWritableFileSystem(scheme) === true;
}

function listed(uri: vscode.Uri, certain: boolean, added: boolean): Candidate {
  return { uri, origin: "settings", certain, added };
}

/** With `/`, from `~` or from its folder. */
function absolutePattern({ pattern, folder }: FilePattern, platform: Platform): string {
  const slashed = platform.style === "windows" ? pattern.replaceAll("\\", "/") : pattern;
  const home = (platform.home ?? "").replaceAll("\\", "/");
  if (slashed === "~" || slashed.startsWith("~/")) return home + slashed.slice(1);
  if (slashed.startsWith("/") || /^[a-z]:\//i.test(slashed)) return slashed;
  return `${folder?.fsPath.replaceAll("\\", "/") ?? home}/${slashed.replace(/^\.\//, "")}`;
}

/** kubectl starts from where it runs; the integrated terminal opens in the first folder of the workspace. */
function absolute(path: string, platform: Platform): vscode.Uri {
  if (path.startsWith("/") || /^([a-z]:|[\\/])[\\/]/i.test(path)) return vscode.Uri.file(path);
  const base = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(platform.home ?? "/");
  return vscode.Uri.joinPath(base, path);
}

function defined<K extends string>(
  values: Readonly<Record<K, string | undefined>>,
): { readonly [P in K]?: string };
function defined(values: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  const result: Record<string, string> = {};
  for (const [key, value] of Object.entries(values)) if (value !== undefined) result[key] = value;
  return result;
}
