import { createHash } from "node:crypto";
import { shellWord, shownCommandLine } from "../../core/kubeconfig/command-line.ts";
import { shownArguments, shownText, shownVariable } from "../../core/kubeconfig/secrecy.ts";
import type { ExecPlugin } from "./plugin.ts";

/** What a person sees before a plugin is run, secrets left out and nothing hidden by characters that nobody sees. */
export interface ConsentText {
  /** As one would type it. */
  readonly commandLine: string;
  readonly command: string;
  readonly args: readonly string[];
  /** The names of the variables that it gets besides. */
  readonly env: readonly string[];
  /** Stands for exactly this command with these arguments and variables, to remember a yes by. */
  readonly key: string;
}

/** The question that stands before `runExecPlugin`. */
export function consentText({ command, args, env }: ExecPlugin): ConsentText {
  return {
    commandLine: shownCommandLine(command, args),
    command: shellWord(shownText(command)),
    args: shownArguments(args).map(shellWord),
    env: env.map(({ name }) => shellWord(shownVariable(name))),
    key: hashOf([command, args, env.map(({ name, value }) => [name, value])]),
  };
}

/** A SHA-256, in hexadecimal, of plain data. */
export function hashOf(data: unknown): string {
  return createHash("sha256").update(JSON.stringify(data)).digest("hex");
}
