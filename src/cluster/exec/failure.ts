import { shownText } from "../../core/kubeconfig/secrecy.ts";
import { say } from "../../core/message.ts";
import type { Failure } from "../../core/result.ts";
import { shown } from "../../core/rules/words.ts";

/** Why a credential plugin gave no credential. The message holds no secret. */
export interface ExecFailure extends Failure {
  readonly code: ExecFailureCode;
}

export type ExecFailureCode =
  /** The exec section itself is refused. */
  | "no-command"
  | "api-version"
  | "interactive-mode"
  | "needs-terminal"
  /** kuberc. */
  | "forbidden"
  | "policy"
  /** A person said no. */
  | "declined"
  /** The program. */
  | "missing"
  | "not-a-program"
  | "batch-file"
  | "not-started"
  | "exit"
  | "timeout"
  | "cancelled"
  | "too-much-output"
  /** What it printed. */
  | "garbage"
  | "wrong-version"
  | "no-credential"
  | "half-a-pair"
  | "bad-pair"
  | "bad-token";

export function fail(
  code: ExecFailureCode,
  template: string,
  ...args: readonly (string | number)[]
): ExecFailure {
  return { ok: false, code, message: say(template, ...args) };
}

/** A word of the kubeconfig or of a plugin as a message shows it: one line, and nothing that looks like a secret. */
export function shownWord(text: string): string {
  return shown(shownText(text));
}

/** A longer text in one line. @param longest characters that are read of it */
export function shownLine(text: string, longest = 500): string {
  return shownText(text.slice(0, longest)).trim().split(/\s+/).map(shown).join(" ");
}
