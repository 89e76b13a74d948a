import { type ExecFailure, fail, shownLine, shownWord } from "./failure.ts";
import { type Lookup, type ProgramWorld, searchedFolders } from "./look-path.ts";
import type { ExecPlugin } from "./plugin.ts";
import type { Outcome } from "./process.ts";
import { terminalLine } from "./section.ts";
import { shownStderr } from "./stderr.ts";

/** Why a plugin's program is not there, and how to get it. */
export function notFound(
  plugin: ExecPlugin,
  lookup: Extract<Lookup, { ok: false }>,
  world: ProgramWorld,
): ExecFailure {
  const command = shownWord(plugin.command);
  const path = shownWord(lookup.path ?? "");
  switch (lookup.why) {
    case "folder":
      return fail(
        "not-a-program",
        "The credential plugin {0} is a folder, and kubectl cannot run it: write the path of the program in it.",
        path,
      );
    case "not-executable":
      return fail(
        "not-a-program",
        "The credential plugin {0} may not be executed, and kubectl cannot run it either: chmod +x makes it a program, if you trust it.",
        path,
      );
    case "relative":
      return fail(
        "missing",
        "The credential plugin {0} is only found at {1}, relative to whatever folder a program is started in, so it is not run: write its full path.",
        command,
        path,
      );
    case "missing":
      return lookup.path === undefined ? notInPath(plugin, command, world) : notAt(plugin, path);
  }
}

function notInPath(plugin: ExecPlugin, command: string, world: ProgramWorld): ExecFailure {
  const folders = searchedFolders(world)
    .map(shownWord)
    .join(world.style === "windows" ? ";" : ":");
  const hint = shownLine(plugin.installHint);
  return hint === ""
    ? fail(
        "missing",
        "The credential plugin {0} is not in PATH, and kubectl stops without it: install it, write its full path as command, or start this program where PATH leads to it. PATH is {1} here.",
        command,
        folders,
      )
    : fail(
        "missing",
        "The credential plugin {0} is not in PATH, and kubectl stops without it: install it, write its full path as command, or start this program where PATH leads to it. PATH is {1} here. The kubeconfig has this hint: {2}",
        command,
        folders,
        hint,
      );
}

function notAt(plugin: ExecPlugin, path: string): ExecFailure {
  const hint = shownLine(plugin.installHint);
  return hint === ""
    ? fail(
        "missing",
        "The credential plugin {0} does not exist, and kubectl stops without it: install it, or correct the command.",
        path,
      )
    : fail(
        "missing",
        "The credential plugin {0} does not exist, and kubectl stops without it: install it, or correct the command. The kubeconfig has this hint: {1}",
        path,
        hint,
      );
}

/** What a failure says of how a plugin was run. */
interface Run extends ProgramWorld {
  readonly timeoutMs: number;
  readonly context?: string;
}

/** Why a plugin that was started gave no answer. */
export function outcomeFailure(outcome: Outcome, plugin: ExecPlugin, run: Run): ExecFailure {
  const command = shownWord(plugin.command);
  const line = terminalLine(run.context);
  switch (outcome.kind) {
    case "exited":
      return exited(command, outcome.code, shownStderr(outcome.stderr, plugin, run.env), line);
    case "killed":
      return fail(
        "exit",
        "The credential plugin {0} was ended by the signal {1}, and gave no credential. Run {2} in a terminal to see more.",
        command,
        outcome.signal,
        line,
      );
    case "timeout":
      return timedOut(command, run.timeoutMs, shownStderr(outcome.stderr, plugin, run.env), line);
    case "cancelled":
      return fail("cancelled", "The credential plugin {0} was ended, as you cancelled.", command);
    case "too-much-output":
      return fail(
        "too-much-output",
        "The credential plugin {0} printed more than {1} bytes, which no credential has, and was ended. Look whether command and arguments are those that its documentation names.",
        command,
        outcome.limit,
      );
    case "not-started":
      return notStarted(command, outcome.code);
  }
}

function exited(command: string, code: number, said: string | undefined, line: string): ExecFailure {
  return said === undefined
    ? fail(
        "exit",
        "The credential plugin {0} ended with exit code {1}, and kubectl stops. Run {2} in a terminal to see more.",
        command,
        code,
        line,
      )
    : fail(
        "exit",
        'The credential plugin {0} ended with exit code {1}, and kubectl stops. Its last line, without what may be secret: "{3}". Run {2} in a terminal to see more.',
        command,
        code,
        line,
        said,
      );
}

function timedOut(command: string, timeoutMs: number, said: string | undefined, line: string): ExecFailure {
  const seconds = timeoutMs / 1000;
  return said === undefined
    ? fail(
        "timeout",
        "The credential plugin {0} did not answer within {1} seconds and was ended: it may wait for input, for a browser or for the network. kubectl would wait for ever. Run {2} in a terminal to see more.",
        command,
        seconds,
        line,
      )
    : fail(
        "timeout",
        'The credential plugin {0} did not answer within {1} seconds and was ended: it may wait for input, for a browser or for the network. kubectl would wait for ever. Its last line, without what may be secret: "{3}". Run {2} in a terminal to see more.',
        command,
        seconds,
        line,
        said,
      );
}

function notStarted(command: string, code: string): ExecFailure {
  switch (code) {
    case "ENOENT":
      return fail(
        "not-started",
        "The credential plugin {0} cannot be started, as the program that its first line names, or its loader, does not exist: install that, or correct the line.",
        command,
      );
    case "EACCES":
    case "EPERM":
      return fail(
        "not-started",
        "The credential plugin {0} may not be executed here, neither by kubectl: see the rights of the file, and whether it is on a file system mounted with noexec.",
        command,
      );
    case "ERR_INVALID_ARG_VALUE":
      return fail(
        "not-started",
        "An argument or a variable of the credential plugin {0} has the character U+0000, with which no program can be started: remove it.",
        command,
      );
    case "E2BIG":
      return fail(
        "not-started",
        "The arguments and variables of the credential plugin {0} are longer than the system lets a program have: shorten them.",
        command,
      );
    default:
      return fail(
        "not-started",
        "The credential plugin {0} cannot be started ({1}), neither by kubectl.",
        command,
        code,
      );
  }
}
