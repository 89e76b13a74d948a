import { shellWord } from "../../core/kubeconfig/command-line.ts";
import { shown } from "../../core/rules/words.ts";
import { type ExecFailure, fail, shownWord } from "./failure.ts";
import type { ExecPlugin } from "./plugin.ts";

const VERSIONS: readonly string[] = [
  "client.authentication.k8s.io/v1",
  "client.authentication.k8s.io/v1beta1",
];

/**
 * What keeps an exec section from being run, whatever the program does (client-go tools/clientcmd/validation.go and
 * plugin/pkg/client/auth/exec/exec.go).
 * @param context whose credential it is
 */
export function sectionProblem(plugin: ExecPlugin, context: string | undefined): ExecFailure | undefined {
  const { command, apiVersion, interactiveMode } = plugin;
  if (command === "") {
    return fail(
      "no-command",
      "The exec section of this user has no command, and kubectl stops: write the program to run.",
    );
  }
  if (!VERSIONS.includes(apiVersion)) {
    return fail(
      "api-version",
      'The exec section of this user has the apiVersion "{0}", and kubectl stops: write {1} or {2}, whichever the plugin speaks.',
      shownWord(apiVersion),
      ...VERSIONS,
    );
  }
  switch (interactiveMode) {
    case "Never":
    case "IfAvailable":
      return undefined;
    case "Always":
      return fail(
        "needs-terminal",
        "The credential plugin {0} is only to be run in a terminal (interactiveMode: Always), and there is none here. Run {1} in a terminal instead. Where the plugin can do without questions, write interactiveMode: IfAvailable.",
        shownWord(command),
        terminalLine(context),
      );
    default:
      return fail(
        "interactive-mode",
        'The exec section of this user has the interactiveMode "{0}", and kubectl stops: write Never, IfAvailable or Always.',
        shownWord(interactiveMode),
      );
  }
}

/** What a person types to see the plugin at work. */
export function terminalLine(context: string | undefined): string {
  return `kubectl ${context === undefined ? "" : `--context=${shellWord(shown(context))} `}auth whoami`;
}
