import * as vscode from "vscode";
import { unlinked } from "./text/unlinked.ts";
import { Cancelled } from "./wizard/cancelled.ts";

/** An error whose message is for people: what is wrong, where, what to do. Anything else is a defect. */
export class HumanError extends Error {
  override readonly name = "HumanError";
}

/** A command of ours. `run` may throw a HumanError, which is shown. */
export interface Command {
  readonly id: string;
  readonly run: (...args: readonly unknown[]) => unknown;
}

/** The one place where errors of commands are caught: people see what is for people, the log sees the rest. */
export function registerCommand({ id, run }: Command, log: vscode.LogOutputChannel): vscode.Disposable {
  return vscode.commands.registerCommand(id, (...args: unknown[]) => guarded(id, () => run(...args), log));
}

/** Runs what a person asked for outside of a command, under a name for the log. Never rejects. */
export async function guarded(
  id: string,
  run: () => unknown,
  log: vscode.LogOutputChannel,
): Promise<unknown> {
  try {
    return await run();
  } catch (error) {
    await show(id, error, log);
    return undefined;
  }
}

/** Logs a defect that nobody waits for the outcome of. */
export function logDefect(id: string, error: unknown, log: vscode.LogOutputChannel): void {
  log.error(`${id} failed`, error instanceof Error ? (error.stack ?? error.message) : "");
}

async function show(id: string, error: unknown, log: vscode.LogOutputChannel): Promise<void> {
  if (error instanceof vscode.CancellationError || error instanceof Cancelled) return;
  if (error instanceof HumanError) {
    void vscode.window.showErrorMessage(unlinked(error.message));
    return;
  }
  logDefect(id, error, log);
  const showLog = vscode.l10n.t("Show Log");
  const picked = await vscode.window.showErrorMessage(
    vscode.l10n.t("Something went wrong in Kubeconfig Inspector. The log has the details."),
    showLog,
  );
  if (picked === showLog) log.show();
}
