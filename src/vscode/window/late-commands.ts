import * as vscode from "vscode";
import { type Command, HumanError, registerCommand } from "../errors.ts";

/**
 * Registers commands by their names alone: what they do is read when somebody runs the first one.
 * @param load every command
 */
export function registerLateCommands(
  names: readonly string[],
  load: () => Promise<readonly Command[]>,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  const run =
    (id: string): Command["run"] =>
    async (...args) => {
      const command = (await load()).find(each => each.id === id);
      if (command === undefined) throw new HumanError(vscode.l10n.t("There is no command {0}.", id));
      return command.run(...args);
    };
  return vscode.Disposable.from(...names.map(id => registerCommand({ id, run: run(id) }, log)));
}

/** The names of the commands that a package.json contributes. */
export function contributedCommands(manifest: { readonly contributes?: unknown }): readonly string[] {
  const names: string[] = [];
  const { commands } = manifest.contributes as { readonly commands: Iterable<{ readonly command: string }> };
  for (const { command } of commands) names.push(command);
  return names;
}
