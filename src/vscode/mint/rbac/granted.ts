import * as vscode from "vscode";
import type { Granted } from "../../../cluster/index.ts";

/** Whether rights are there, in sentences. */
export interface GrantedTexts {
  readonly texts: readonly string[];
  /** The server says of each that it has the right. */
  readonly isSure: boolean;
}

/** How many are named. */
const MOST = 3;

/** What the API server says of those who were given rights. */
export function grantedTexts(granted: readonly Granted[]): GrantedTexts {
  const texts = granted.slice(0, MOST).map(textOf);
  if (granted.length > MOST) texts.push(vscode.l10n.t("{0} more were asked for.", granted.length - MOST));
  return { texts, isSure: granted.every(({ allowed }) => allowed === true) };
}

function textOf({ grantee: { name }, attempt, allowed }: Granted): string {
  const what = "path" in attempt ? attempt.path : attempt.resource;
  const namespace = "path" in attempt ? undefined : attempt.namespace;
  const where = namespace === undefined ? vscode.l10n.t("the whole cluster") : namespace;
  const may = [name, attempt.verb, what, where];
  switch (allowed) {
    case true:
      return vscode.l10n.t("The API server confirms that {0} may {1} {2} in {3}.", ...may);
    case false:
      return vscode.l10n.t("The API server still says that {0} may not {1} {2} in {3}.", ...may);
    default:
      return vscode.l10n.t(
        "Whether {0} may {1} {2} in {3} is not confirmed: the user of this context may not ask about others.",
        ...may,
      );
  }
}
