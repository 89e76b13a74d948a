import { constants, promises as fs } from "node:fs";
import { isAbsolutePath, joinPath } from "../../core/kubeconfig/paths.ts";
import type { PathStyle } from "../../core/ports.ts";
import { type Environment, variable } from "./environment.ts";

/** Where programs are looked for. */
export interface ProgramWorld {
  readonly env: Environment;
  readonly style: PathStyle;
}

/** A program's path, or why there is none to run. */
export type Lookup =
  | { readonly ok: true; readonly path: string }
  | { readonly ok: false; readonly why: NoProgram; readonly path?: string };

/**
 * `relative`: a path that is not absolute, or a program in a folder of PATH that is not, which Go does not run either
 * (os/exec ErrDot).
 */
export type NoProgram = "missing" | "folder" | "not-executable" | "relative";

/**
 * The program that kubectl would start for a command, by Go's os/exec LookPath: a name is looked for in PATH, on Windows
 * with the endings of PATHEXT. A path counts only where it is absolute: this process stands in no folder that a person
 * chose. Never throws.
 */
export async function lookPath(command: string, world: ProgramWorld): Promise<Lookup> {
  const { style } = world;
  if (command === "" || command === "." || command === "..") return { ok: false, why: "missing" };
  if (/[/]/.test(command) || (style === "windows" && /[\\:]/.test(command))) {
    if (!isAbsolutePath(command, style)) return { ok: false, why: "relative", path: command };
    return lookAt(command, world);
  }
  for (const folder of searchedFolders(world)) {
    const found = await lookAt(joinPath(style, folder, command), world);
    if (!found.ok) continue;
    return isAbsolutePath(found.path, style) ? found : { ok: false, why: "relative", path: found.path };
  }
  return { ok: false, why: "missing" };
}

/** The folders of PATH, in order. An empty entry is the current folder, except on Windows. */
export function searchedFolders({ env, style }: ProgramWorld): readonly string[] {
  const list = variable(env, "PATH", style);
  if (list === "") return [];
  if (style === "posix") return list.split(":").map(folder => (folder === "" ? "." : folder));
  return list.split(";").flatMap(folder => folder.replaceAll('"', "") || []);
}

async function lookAt(path: string, { env, style }: ProgramWorld): Promise<Lookup> {
  if (style === "posix") return executable(path);
  const endings = endingsOf(env);
  const names = [
    ...(/\.[^\\/:.]*$/.test(path) || endings.length === 0 ? [path] : []),
    ...endings.map(ending => `${path}${ending}`),
  ];
  for (const name of names) if ((await existing(name)) === undefined) return { ok: true, path: name };
  return { ok: false, why: "missing", path };
}

function endingsOf(env: Environment): readonly string[] {
  const list = variable(env, "PATHEXT", "windows") || ".com;.exe;.bat;.cmd";
  const endings = list.toLowerCase().split(";");
  return endings.flatMap(ending => (ending === "" ? [] : ending.startsWith(".") ? ending : `.${ending}`));
}

async function executable(path: string): Promise<Lookup> {
  const why = await existing(path);
  if (why !== undefined) return { ok: false, why, path };
  try {
    await fs.access(path, constants.X_OK);
    return { ok: true, path };
  } catch {
    return { ok: false, why: "not-executable", path };
  }
}

/** Why something is no file; undefined where it is one. */
async function existing(path: string): Promise<NoProgram | undefined> {
  try {
    return (await fs.stat(path)).isDirectory() ? "folder" : undefined;
  } catch {
    return "missing";
  }
}
