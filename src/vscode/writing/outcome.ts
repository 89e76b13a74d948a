import * as vscode from "vscode";
import type { Sources } from "../sources/sources.ts";
import type { Ask } from "../wizard/ask.ts";
import { type Undo, undoAll } from "./undo.ts";

/** What can be done next. */
export interface NextStep {
  readonly label: string;
  readonly run: () => Promise<void>;
}

export function undoStep(undo: Undo): NextStep {
  return { label: vscode.l10n.t("Undo"), run: () => undoAll(undo) };
}

export interface ToldOutcome {
  readonly text: string;
  /** What to open to see what was made. */
  readonly place: vscode.Uri;
  readonly next?: readonly NextStep[];
  /** What did not come about beside it. */
  readonly warnings?: readonly string[];
}

/** Tell what was made, and offer what comes next. Everything is looked at again meanwhile. */
export async function showOutcome(
  { ask, sources }: { readonly ask: Ask; readonly sources: Pick<Sources, "refresh"> },
  { text, place, next = [], warnings = [] }: ToldOutcome,
): Promise<void> {
  const refreshed = sources.refresh();
  const open = vscode.l10n.t("Open");
  const severity = warnings.length === 0 ? "information" : "warning";
  const actions = [open, ...next.map(({ label }) => label)];
  const taken = await ask.tell(severity, [text, ...warnings].join(" "), actions);
  await refreshed;
  if (taken === open) await vscode.commands.executeCommand("vscode.open", place);
  else await next.find(({ label }) => label === taken)?.run();
}
