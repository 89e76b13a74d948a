import * as vscode from "vscode";
import type { Result } from "../../core/x509/types.ts";
import type { Services } from "../commands/services.ts";
import { textOf } from "../convert.ts";
import { HumanError } from "../errors.ts";
import { type Undo, undoAll } from "../undo.ts";

/** What a result holds. @throws HumanError with its reason where there is nothing */
export function orRefuse<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new HumanError(textOf(result.message));
}

/** What can be done next. */
export interface NextStep {
  readonly label: string;
  readonly run: () => Promise<void>;
}

export function undoStep(undo: Undo): NextStep {
  return { label: vscode.l10n.t("Undo"), run: () => undoAll(undo) };
}

export interface Outcome {
  readonly text: string;
  /** What to open to see what was made. */
  readonly place: vscode.Uri;
  readonly next?: readonly NextStep[];
}

/** Tell what was made, and offer what comes next. Everything is looked at again meanwhile. */
export async function showOutcome(
  { ask, sources }: Services,
  { text, place, next = [] }: Outcome,
): Promise<void> {
  const refreshed = sources.refresh();
  const open = vscode.l10n.t("Open");
  const taken = await ask.tell("information", text, [open, ...next.map(({ label }) => label)]);
  await refreshed;
  if (taken === open) await vscode.window.showTextDocument(place);
  else await next.find(({ label }) => label === taken)?.run();
}
