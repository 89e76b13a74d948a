import * as vscode from "vscode";
import type { Entry, KubeconfigFile } from "../../core/kubeconfig/model.ts";
import { onlyCopiesIn } from "../../core/kubeconfig/only-copy.ts";
import type { Known } from "../services.ts";
import { line } from "../text/iconless.ts";

/**
 * What an option says of the secrets that go with entries and stand in no other known kubeconfig; nothing for none.
 * @param others kubeconfigs that are known besides
 */
export function lossOf(
  entries: readonly Entry[],
  { sources }: Pick<Known, "sources">,
  others: readonly KubeconfigFile[] = [],
): { readonly detail?: string } {
  const files = [...sources.groups.flatMap(({ analysis }) => analysis.files), ...others];
  const lost = onlyCopiesIn(files, entries).map(({ user, key }) =>
    vscode.l10n.t('the only copy of the {0} of "{1}"', key, user),
  );
  return lost.length === 0 ? {} : { detail: line(vscode.l10n.t("Removes {0}.", lost.join(", "))) };
}
