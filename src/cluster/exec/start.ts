import { promises as fs } from "node:fs";
import { joinPath } from "../../core/kubeconfig/paths.ts";
import { variable } from "./environment.ts";
import { type ExecFailure, fail, shownWord } from "./failure.ts";
import type { ProgramWorld } from "./look-path.ts";
import type { ExecPlugin } from "./plugin.ts";

/** How a program is started: without a shell, except what Windows starts by cmd.exe alone. */
export interface Start {
  readonly file: string;
  readonly args: readonly string[];
  /** The name that the program is told. */
  readonly argv0: string;
  /** Windows: the arguments are a command line already. */
  readonly verbatim: boolean;
}

/** How to start the program of a plugin, or why it cannot be started as kubectl does. Never throws. */
export async function startOf(
  plugin: ExecPlugin,
  program: string,
  world: ProgramWorld,
): Promise<Start | ExecFailure> {
  if (world.style === "windows" && /\.(?:bat|cmd)$/i.test(program)) return batchStart(plugin, program, world);
  if (world.style === "posix" && (await isScriptWithoutInterpreter(program))) {
    return fail(
      "not-a-program",
      'The credential plugin {0} is a script whose first line does not begin with "#!". kubectl stops with "exec format error": write there what runs it, such as #!/bin/sh.',
      shownWord(program),
    );
  }
  return { file: program, args: plugin.args, argv0: joinPath(world.style, plugin.command), verbatim: false };
}

/** What means nothing to cmd.exe, in quotes or not. */
const HARMLESS = /^[\w@+=:,./\\ ~-]*$/u;
/** Of a path in quotes, what cmd.exe takes as it is. */
const HARMLESS_PATH = /^[^"%!\r\n]*$/u;

/**
 * Windows starts a batch file by cmd.exe, which takes some characters of arguments for commands (CVE-2024-27980):
 * such arguments are refused.
 */
export function batchStart(plugin: ExecPlugin, program: string, world: ProgramWorld): Start | ExecFailure {
  const odd = plugin.args.findIndex(arg => !HARMLESS.test(arg) || arg.endsWith("\\"));
  if (odd >= 0 || !HARMLESS_PATH.test(program)) {
    return fail(
      "batch-file",
      "The credential plugin {0} is a batch file, which Windows runs by cmd.exe, and its path or its argument {1} has characters that cmd.exe would take for commands. It is not run: name the program that the batch file starts (.exe).",
      shownWord(program),
      odd + 1,
    );
  }
  const line = [program, ...plugin.args].map(word => `"${word}"`).join(" ");
  const shell = variable(world.env, "ComSpec", "windows") || "cmd.exe";
  return { file: shell, args: ["/d", "/v:off", "/s", "/c", `"${line}"`], argv0: shell, verbatim: true };
}

/**
 * Whether a file is a text that only a shell could run: the C library hands such a one to /bin/sh, which Go's os/exec does
 * not.
 */
async function isScriptWithoutInterpreter(path: string): Promise<boolean> {
  try {
    const handle = await fs.open(path);
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(256), 0, 256, 0);
      const head = buffer.subarray(0, bytesRead).toString("latin1");
      return !head.startsWith("#!") && !isBinary(head);
    } finally {
      await handle.close();
    }
  } catch {
    return false;
  }
}

/** A text has of the control characters blanks and line breaks alone. */
function isBinary(head: string): boolean {
  return [...head].some(character => character < " " && !/\s/.test(character));
}
