import type { PathStyle } from "../ports.ts";

/** The variables that decide which files kubectl loads. */
export interface PathEnvironment {
  readonly KUBECONFIG?: string;
  readonly HOME?: string;
  readonly HOMEDRIVE?: string;
  readonly HOMEPATH?: string;
  readonly USERPROFILE?: string;
}

/**
 * The files kubectl would load, in the order of precedence, whether they exist or not: those of `KUBECONFIG` if it is
 * set to anything, else `~/.kube/config` (client-go tools/clientcmd/loader.go, NewDefaultClientConfigLoadingRules).
 * Relative entries stay relative to the working directory; `~` and variables are not expanded, as kubectl does not.
 */
export function effectivePaths(options: {
  readonly env: PathEnvironment;
  readonly style: PathStyle;
}): readonly string[] {
  const { env, style } = options;
  if (env.KUBECONFIG) {
    const entries = style === "windows" ? splitQuoted(env.KUBECONFIG) : env.KUBECONFIG.split(":");
    return [...new Set(entries.filter(entry => entry !== ""))];
  }
  const home = homeOf(env, style);
  return home === "" ? [] : [joinPath(style, home, ".kube", "config")];
}

/**
 * client-go util/homedir looks on Windows for a home that has the file, is writable or exists; without looking at the
 * disk this is the first of its last resort: the first that is set.
 */
function homeOf(env: PathEnvironment, style: PathStyle): string {
  if (style === "posix") return env.HOME ?? "";
  const drive = env.HOMEDRIVE && env.HOMEPATH ? env.HOMEDRIVE + env.HOMEPATH : "";
  return env.HOME || env.USERPROFILE || drive;
}

/** filepath.SplitList on Windows: `;` separates, except between double quotes, which are dropped. */
function splitQuoted(list: string): readonly string[] {
  const entries: string[] = [];
  let quoted = false;
  let entry = "";
  for (const character of list) {
    if (character === '"') quoted = !quoted;
    else if (character === ";" && !quoted) {
      entries.push(entry);
      entry = "";
    } else entry += character;
  }
  return [...entries, entry];
}

export function isAbsolutePath(path: string, style: PathStyle): boolean {
  if (style === "posix") return path.startsWith("/");
  return /^(?:[a-z]:[\\/]|[\\/]{2}[^\\/])/i.test(path);
}

/**
 * The path that a field of a kubeconfig names (client-go tools/clientcmd/loader.go, ResolvePaths): relative ones are
 * relative to the directory of the kubeconfig, by the path it was opened with.
 * @param base the absolute path of the kubeconfig itself
 * @returns undefined for `""`, and for a relative path where the base is not known
 */
export function resolvePath(base: string | undefined, path: string, style: PathStyle): string | undefined {
  if (path === "") return undefined;
  if (isAbsolutePath(path, style)) return path;
  return base === undefined ? undefined : joinPath(style, directoryOf(base, style), path);
}

export function directoryOf(path: string, style: PathStyle): string {
  const end = Math.max(path.lastIndexOf("/"), style === "windows" ? path.lastIndexOf("\\") : -1);
  return end < 0 ? "." : path.slice(0, end) || "/";
}

/** The last part of a path, of whatever system. */
export function baseNameOf(path: string): string {
  return path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
}

/** filepath.Join: joins, and resolves `.` and `..` by the text alone. */
export function joinPath(style: PathStyle, ...parts: readonly string[]): string {
  const separator = style === "windows" ? "\\" : "/";
  const joined = parts.filter(part => part !== "").join(separator);
  const slashed = style === "windows" ? joined.replaceAll("/", "\\") : joined;
  const root = rootOf(slashed, style);
  const names: string[] = [];
  for (const name of slashed.slice(root.length).split(separator)) {
    if (name === "" || name === ".") continue;
    if (name !== "..") names.push(name);
    else if (names.length > 0 && names.at(-1) !== "..") names.pop();
    else if (root === "") names.push(name);
  }
  return root + names.join(separator) || ".";
}

function rootOf(path: string, style: PathStyle): string {
  if (style === "posix") return path.startsWith("/") ? "/" : "";
  return /^(?:[a-z]:\\?|\\\\[^\\]+\\[^\\]+\\?|\\)/i.exec(path)?.[0] ?? "";
}
