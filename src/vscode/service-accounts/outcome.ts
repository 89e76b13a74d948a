import * as vscode from "vscode";
import type { ClusterFailure, UserInfo } from "../../cluster/index.ts";
import { moment } from "../../core/features/time.ts";
import type { Result } from "../../core/result.ts";
import type { GivenLifetime } from "../../core/tokens/lifetime.ts";
import { textOf } from "../convert.ts";
import type { TokenSource } from "./ask-token.ts";

/** Until when a token is really good, and that this is not what was asked for. */
export function endText({ until, verdict }: GivenLifetime, source: TokenSource): string {
  if (until === undefined) {
    return source.kind === "secret"
      ? vscode.l10n.t("It does not expire: deleting the Secret {0} ends it.", source.name)
      : vscode.l10n.t("It does not say when it expires.");
  }
  const end = moment(until);
  if (source.kind === "secret") return vscode.l10n.t("It is valid until {0}.", end);
  switch (verdict) {
    case "shorter":
      return vscode.l10n.t(
        "It is valid only until {0}: the server gives less than was asked for, until {1}.",
        end,
        moment(source.until),
      );
    case "longer":
      return vscode.l10n.t(
        "It is valid until {0}: the server gives more than was asked for, until {1}.",
        end,
        moment(source.until),
      );
    default:
      return vscode.l10n.t("It is valid until {0}.", end);
  }
}

/** Whom the API server takes the holder of the token for, or why it does not take it. */
export function confirmedText(seen: Result<UserInfo, ClusterFailure>, source: TokenSource): string {
  if (seen.ok) return vscode.l10n.t("The API server knows it as {0}.", seen.value.username);
  if (seen.code === "unauthorized" && source.kind === "request" && source.audiences.length > 0) {
    return vscode.l10n.t(
      "The API server does not take it, as it is for {0}. kubectl cannot use it.",
      source.audiences.join(", "),
    );
  }
  return vscode.l10n.t("It was not confirmed: {0}", textOf(seen.reason));
}
