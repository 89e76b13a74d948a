import * as vscode from "vscode";
import { HumanError } from "../errors.ts";
import { type NotUndone, takeBackAll, type UndoableChange } from "./all-or-none.ts";

/** Changes that a person may want undone, in the order in which they were made. */
export type Undo = readonly UndoableChange[];

/** @throws HumanError that names the files that keep their change, where one has changed since */
export async function undoAll(made: Undo): Promise<void> {
  const { stuck } = await takeBackAll(made);
  if (stuck.length > 0) throw new HumanError(stuckText(stuck));
}

/**
 * Take back what was made before something failed.
 * @returns the error to throw: why it failed, and which files are as they were before or are not
 */
export async function rolledBack(error: unknown, made: Undo): Promise<unknown> {
  if (made.length === 0) return error;
  const { back, stuck } = await takeBackAll(made);
  if (!(error instanceof HumanError) && stuck.length === 0) return error;
  return new HumanError(
    [
      error instanceof HumanError ? error.message : vscode.l10n.t("Not all files could be changed."),
      ...(back.length > 0
        ? [vscode.l10n.t("What was changed before that was taken back: {0}.", back.toReversed().join(", "))]
        : []),
      ...(stuck.length > 0 ? [stuckText(stuck)] : []),
    ].join(" "),
  );
}

function stuckText(stuck: readonly NotUndone[]): string {
  const each = stuck.map(({ place, error }) =>
    error instanceof HumanError ? `${place} (${error.message})` : place,
  );
  return vscode.l10n.t("This could not be taken back and stays changed: {0}.", each.toReversed().join(", "));
}
