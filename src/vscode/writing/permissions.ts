import * as vscode from "vscode";
import type { Platform } from "../../core/ports.ts";
import { textOf } from "../convert.ts";
import { HumanError } from "../errors.ts";
import type { Ask } from "../wizard/ask.ts";
import { Cancelled, WentBack } from "../wizard/cancelled.ts";
import { shortPath } from "../world/paths.ts";
import { isLocal } from "../world/workspace-files.ts";

/** A file that others than its owner can read. */
export interface OpenFile {
  readonly uri: vscode.Uri;
  /** Unix permission bits. */
  readonly mode: number;
}

/**
 * Before a new secret goes into files that others can read, offer to close them. The question is `permissions`.
 * @throws Cancelled or WentBack when the person leaves, HumanError when a file cannot be closed
 */
export async function offerToRestrict(
  ask: Ask,
  title: string,
  platform: Platform,
  files: readonly OpenFile[],
): Promise<void> {
  const { writer } = platform;
  const [first] = files;
  if (writer === undefined || first === undefined || !files.every(({ uri }) => isLocal(uri, platform)))
    return;
  const outcome = await ask.question(
    {
      id: "permissions",
      kind: "choice",
      title,
      prompt: vscode.l10n.t(
        "Others can read {0} (mode {1}), and a key, token or password goes into it.",
        files.map(({ uri }) => shortPath(uri, platform)).join(", "),
        `0${(first.mode & 0o7777).toString(8)}`,
      ),
      options: [
        {
          key: "restrict",
          label: `$(lock) ${vscode.l10n.t("Let only me read it (0600), then make the change")}`,
        },
        { key: "keep", label: `$(unlock) ${vscode.l10n.t("Make the change and let others read it")}` },
      ],
    },
    { step: 0, canGoBack: true },
  );
  if (outcome.kind === "back") throw new WentBack();
  if (outcome.kind === "cancel") throw new Cancelled();
  if (outcome.value !== "restrict") return;
  for (const { uri } of files) {
    const result = await writer.restrict(uri.fsPath);
    if (result.kind === "refused") throw new HumanError(textOf(result.reason));
  }
}
