import * as vscode from "vscode";
import type { Platform } from "../../../core/ports.ts";
import type { Ask } from "../../wizard/ask.ts";
import { Cancelled, WentBack } from "../../wizard/cancelled.ts";
import { shortPath } from "../../world/paths.ts";
import type { Diffs, TextPair } from "./diffs.ts";
import { masked } from "./mask.ts";

/** A file and what it is to become. Holds secrets. */
export interface Rewriting {
  readonly uri: vscode.Uri;
  readonly before: string;
  readonly after: string;
}

/**
 * Shows changes of kubeconfigs before they land, without the secrets in them. Resolves when the change is wanted.
 * @throws Cancelled when it is not, WentBack to the question before it
 */
export async function confirmRewritings(
  { ask, diffs, platform }: { readonly ask: Ask; readonly diffs: Diffs; readonly platform: Platform },
  title: string,
  rewritings: readonly Rewriting[],
): Promise<void> {
  const outcome = await diffs.during(
    rewritings.map(each => pairOf(each, platform)),
    () =>
      ask.question(
        {
          id: "preview",
          kind: "choice",
          title,
          prompt: vscode.l10n.t("The editor shows the change, with secrets left out."),
          options: [
            { key: "apply", label: `$(check) ${vscode.l10n.t("Make the change")}` },
            { key: "discard", label: `$(discard) ${vscode.l10n.t("Leave everything as it is")}` },
          ],
        },
        { step: 0, canGoBack: true },
      ),
  );
  if (outcome.kind === "back") throw new WentBack();
  if (outcome.kind !== "answer" || outcome.value !== "apply") throw new Cancelled();
}

function pairOf({ uri, before, after }: Rewriting, platform: Platform): TextPair {
  const [left = "", right = ""] = masked([before, after]);
  const title = vscode.l10n.t("{0}: what will change", shortPath(uri, platform));
  return { title, path: uri.path, before: left, after: right };
}
