import type { PathStyle } from "../../core/ports.ts";
import type { Result } from "../../core/result.ts";
import { readAnswer } from "./answer.ts";
import { type ConsentText, consentText } from "./consent.ts";
import { credentialOf, type ExecCredential } from "./credential.ts";
import { type Environment, withVariables } from "./environment.ts";
import { execInfo } from "./exec-info.ts";
import { type ExecFailure, fail, shownWord } from "./failure.ts";
import { lookPath } from "./look-path.ts";
import type { ExecCluster, ExecPlugin } from "./plugin.ts";
import { forbids, type PluginPolicy } from "./policy.ts";
import { runProcess } from "./process.ts";
import { notFound, outcomeFailure } from "./program-failure.ts";
import { sectionProblem } from "./section.ts";
import { type Start, startOf } from "./start.ts";

/** The world in which a plugin is run, and its bounds. */
export interface ExecOptions {
  /** Told to the plugin where it asks for it. */
  readonly cluster: ExecCluster;
  readonly env: Environment;
  readonly style: PathStyle;
  /** What `readPluginPolicy` gives. */
  readonly policy: PluginPolicy;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Ends the plugin after so many milliseconds; a minute where left out. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
  /** Ends the plugin that prints more; a mebibyte where left out. */
  readonly maxOutputBytes?: number;
  /**
   * Asks whether the plugin may be run; without it, whoever calls knows. Asked only where it would be started now: not where it
   * is forbidden or missing, and not for a credential from memory.
   */
  readonly consent?: (text: ConsentText) => Promise<boolean>;
  /** The context that needs the credential, for the line that a person types in a terminal instead. */
  readonly context?: string;
}

/** Milliseconds. */
const TIMEOUT = 60_000;
/** Bytes. */
const MAX_OUTPUT = 1024 * 1024;

/**
 * Run a credential plugin and give what it answers, as client-go does (plugin/pkg/client/auth/exec/exec.go): without a shell
 * and without input, its variables behind those of the environment. Never throws, unless `consent` does; no failure holds a
 * secret.
 */
export async function runExecPlugin(
  plugin: ExecPlugin,
  options: ExecOptions,
): Promise<Result<ExecCredential, ExecFailure>> {
  const start = await prepare(plugin, options);
  return "ok" in start ? start : startPlugin(start, plugin, options);
}

/** All that stands before the start: whether the section is one to run, kuberc lets it run, and the program is there. */
export async function prepare(plugin: ExecPlugin, options: ExecOptions): Promise<Start | ExecFailure> {
  const problem = sectionProblem(plugin, options.context);
  if (problem !== undefined) return problem;
  const program = await lookPath(plugin.command, options);
  const refusal = await forbids(options.policy, plugin.command, program, options);
  if (refusal !== undefined) return refusal;
  return program.ok ? startOf(plugin, program.path, options) : notFound(plugin, program, options);
}

/** Run what `prepare` gave. */
export async function startPlugin(
  start: Start,
  plugin: ExecPlugin,
  options: ExecOptions,
): Promise<Result<ExecCredential, ExecFailure>> {
  const { timeoutMs = TIMEOUT, maxOutputBytes = MAX_OUTPUT, signal, consent } = options;
  if (consent !== undefined && !(await consent(consentText(plugin)))) {
    return fail(
      "declined",
      "The credential plugin {0} was not run, as you did not agree to it.",
      shownWord(plugin.command),
    );
  }
  const info = execInfo(plugin.apiVersion, plugin.provideClusterInfo ? options.cluster : undefined);
  const variables = [...plugin.env, { name: "KUBERNETES_EXEC_INFO", value: info }];
  const outcome = await runProcess(start, {
    env: withVariables(options.env, variables, options.style),
    timeoutMs,
    maxOutputBytes,
    ...(signal && { signal }),
  });
  if (outcome.kind !== "exited" || outcome.code !== 0) {
    return outcomeFailure(outcome, plugin, { ...options, timeoutMs });
  }
  const answer = readAnswer(outcome.stdout, plugin);
  return answer.ok ? { ok: true, value: credentialOf(answer.value, plugin, options.now()) } : answer;
}
