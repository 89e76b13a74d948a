import * as vscode from "vscode";
import type { BootstrapToken } from "../../cluster/index.ts";
import { residual } from "../../core/features/time.ts";
import { textOf } from "../convert.ts";
import { line } from "../text/iconless.ts";
import type { Interview, Option } from "../wizard/interview.ts";

/** What is done with a bootstrap token. */
export type TokenWork = "copy" | "kubeconfig";

/** One of the tokens that are there, or a new one. No secret is shown. The question is `token`. @param now milliseconds since the epoch */
export function chooseToken(
  each: Interview,
  title: string,
  tokens: readonly BootstrapToken[],
  now: number,
): Promise<BootstrapToken | "new"> {
  return each.choose<BootstrapToken | "new">({
    id: "token",
    title,
    prompt:
      tokens.length === 0
        ? vscode.l10n.t("The cluster has no bootstrap token.")
        : vscode.l10n.t("Bootstrap tokens of the cluster, by their public half"),
    options: [
      { key: "new", label: `$(add) ${vscode.l10n.t("A new bootstrap token...")}`, value: "new" },
      ...tokens.map(
        (token): Option<BootstrapToken> => ({
          key: `token ${token.id}`,
          label: line(token.id),
          description: line([endText(token, now), token.description ?? []].flat().join(" · ")),
          detail: line([token.usages.join(", ") || vscode.l10n.t("of no use"), ...token.groups].join(" · ")),
          value: token,
        }),
      ),
    ],
  });
}

function endText({ expires, isExpiryBroken }: BootstrapToken, now: number): string {
  if (isExpiryBroken) {
    return vscode.l10n.t("its end cannot be read, so the API server takes it for expired");
  }
  return expires === undefined ? vscode.l10n.t("never expires") : textOf(residual(now, expires));
}

/** What to do with a token. The question is `work`. */
export function chooseWork(each: Interview, title: string, { id }: BootstrapToken): Promise<TokenWork> {
  return each.choose<TokenWork>({
    id: "work",
    title,
    prompt: vscode.l10n.t("What is to be done with the bootstrap token {0}?", id),
    options: [
      {
        key: "copy",
        label: `$(copy) ${vscode.l10n.t("Copy it")}`,
        description: vscode.l10n.t("with its secret half, which is shown nowhere"),
        value: "copy",
      },
      {
        key: "kubeconfig",
        label: `$(new-file) ${vscode.l10n.t("Make a kubeconfig with it")}`,
        description: vscode.l10n.t("such as kubelets take for joining"),
        value: "kubeconfig",
      },
    ],
  });
}
