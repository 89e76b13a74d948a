import * as vscode from "vscode";
import type { Analysis } from "../../core/analysis.ts";
import { userParts } from "../../core/features/summary.ts";
import type { Entry } from "../../core/kubeconfig/model.ts";
import { shownAddress } from "../../core/kubeconfig/secrecy.ts";
import { textOf } from "../convert.ts";
import { line } from "../text/iconless.ts";

/** What an entry is and what it is called: `context lab`. */
export function kindAndName({ kind, name }: Entry): string {
  switch (kind) {
    case "context":
      return vscode.l10n.t("context {0}", name);
    case "cluster":
      return vscode.l10n.t("cluster {0}", name);
    case "user":
      return vscode.l10n.t("user {0}", name);
  }
}

/** What is in an entry, for a line of a list: where a cluster is, who a user is, what a context joins. No secrets. */
export function entryLine(analysis: Analysis, entry: Entry): string {
  return line(partsOf(analysis, entry).join(" · "));
}

function partsOf(analysis: Analysis, entry: Entry): readonly string[] {
  switch (entry.kind) {
    case "context":
      return [entry.cluster, entry.user, entry.namespace].flatMap(field => field?.value || []);
    case "cluster":
      return [shownAddress(entry.server?.value ?? "") || vscode.l10n.t("no server")];
    case "user": {
      const facts = analysis.users.get(entry);
      return facts === undefined ? [] : userParts(facts, analysis.now).map(textOf);
    }
  }
}
