import * as vscode from "vscode";
import type { HeldLock, Platform, Rewrite } from "../core/ports.ts";
import { textOf } from "./convert.ts";
import { HumanError } from "./errors.ts";
import type { Ask } from "./wizard/ask.ts";

/**
 * Give a file its new text: through its editor when it is open in one, in one undo step, and saved only if nothing in
 * it waited to be saved; else on the disk.
 * @throws HumanError with the reason when it is not done
 */
export async function land(uri: vscode.Uri, rewrite: Rewrite, platform: Platform, ask: Ask): Promise<void> {
  const document = vscode.workspace.textDocuments.find(each => each.uri.toString() === uri.toString());
  const { writer } = platform;
  if (document !== undefined || writer === undefined || uri.scheme !== "file") {
    return inEditor(document ?? (await vscode.workspace.openTextDocument(uri)), rewrite);
  }
  const result = await writer.rewrite(uri.fsPath, rewrite, { onHeldLock: lock => askToBreak(lock, ask) });
  if (result.kind === "refused") throw new HumanError(textOf(result.reason));
}

async function inEditor(document: vscode.TextDocument, rewrite: Rewrite): Promise<void> {
  const { isDirty, uri } = document;
  const before = document.getText();
  const next = await rewrite(before);
  if (!next.ok) throw new HumanError(textOf(next.reason));
  if (next.text === before) return;
  const edit = new vscode.WorkspaceEdit();
  const { start, end, newText } = difference(before, next.text);
  edit.replace(uri, new vscode.Range(document.positionAt(start), document.positionAt(end)), newText);
  const isDone = document.getText() === before && (await vscode.workspace.applyEdit(edit));
  if (!isDone)
    throw new HumanError(vscode.l10n.t("The editor did not take the change. Nothing was changed."));
  if (!isDirty && uri.scheme !== "untitled" && !(await document.save())) {
    throw new HumanError(vscode.l10n.t("The change stands in the editor, but the file could not be saved."));
  }
}

/** The part that two texts do not share, so that cursors elsewhere stay where they are. */
function difference(before: string, after: string) {
  const least = Math.min(before.length, after.length);
  let start = 0;
  while (start < least && before[start] === after[start]) start += 1;
  let tail = 0;
  while (tail < least - start && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  return { start, end: before.length - tail, newText: after.slice(start, after.length - tail) };
}

async function askToBreak({ path, age }: HeldLock, ask: Ask): Promise<boolean> {
  const outcome = await ask.question(
    {
      id: "lock",
      kind: "confirm",
      title: vscode.l10n.t("The file is locked"),
      message: vscode.l10n.t("Another program is changing this kubeconfig."),
      detail: vscode.l10n.t(
        "It holds {0}, made {1} seconds ago. If no such program runs any more, it left the lock behind, and it can be removed.",
        path,
        Math.round(age / 1000),
      ),
      yes: vscode.l10n.t("Remove the Lock"),
    },
    { step: 1, canGoBack: false },
  );
  return outcome.kind === "answer";
}
