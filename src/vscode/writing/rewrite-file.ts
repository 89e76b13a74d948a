import * as vscode from "vscode";
import { type Message, say } from "../../core/message.ts";
import type { HeldLock, Platform, Rewrite } from "../../core/ports.ts";
import { humanDuration } from "../../core/x509/describe.ts";
import type { Ask } from "../wizard/ask.ts";
import { applyRewrite } from "./apply.ts";

/** What a file was and is. Holds secrets. */
export interface RewrittenFile {
  readonly uri: vscode.Uri;
  readonly before: string;
  readonly after: string;
}

/** Give a file its new text, and keep what it was. @throws HumanError with the reason when it is not done */
export async function rewriteFile(
  uri: vscode.Uri,
  rewrite: Rewrite,
  platform: Platform,
  ask: Ask,
): Promise<RewrittenFile> {
  let [before, after] = ["", ""];
  const noting: Rewrite = async current => {
    const next = await rewrite(current);
    before = current ?? "";
    after = next.ok ? next.text : before;
    return next;
  };
  await applyRewrite(uri, noting, platform, { onHeldLock: lock => askToBreak(lock, ask) });
  return { uri, before, after };
}

/** Give a file back what it was, if it still is what it became. @throws HumanError where it is not */
export async function takeBack(
  { uri, before, after }: RewrittenFile,
  platform: Platform,
  ask: Ask,
): Promise<void> {
  await rewriteFile(
    uri,
    current => (current === after ? { ok: true, text: before } : { ok: false, reason: changedSince() }),
    platform,
    ask,
  );
}

/** Why a change is not taken back. */
export function changedSince(): Message {
  return say("The file has changed since, so nothing was taken back.");
}

async function askToBreak({ path, age }: HeldLock, ask: Ask): Promise<boolean> {
  const outcome = await ask.question(
    {
      id: "lock",
      kind: "confirm",
      title: vscode.l10n.t("The file is locked"),
      message: vscode.l10n.t("Another program is changing this kubeconfig."),
      detail: vscode.l10n.t(
        "It holds {0}, made {1} ago. If no such program runs any more, it left the lock behind, and it can be removed.",
        path,
        humanDuration(age),
      ),
      yes: vscode.l10n.t("Remove the Lock"),
    },
    { step: 0, canGoBack: false },
  );
  return outcome.kind === "answer";
}
