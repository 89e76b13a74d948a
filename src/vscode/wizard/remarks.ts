import * as vscode from "vscode";
import { isNamespaceName, type RbacRequest, rbacManifests } from "../../core/rbac/index.ts";
import type { Reason } from "../../core/x509/assess.ts";
import { textOf } from "../convert.ts";
import type { Remark } from "./ask.ts";

/** What to say under a field: what forbids it, else what a person will have to confirm. */
export function remarkOf(judgement: {
  readonly refusals: readonly Reason[];
  readonly confirmations: readonly Reason[];
}): Remark | undefined {
  const [refusal] = judgement.refusals;
  if (refusal !== undefined) return { severity: "error", text: textOf(refusal.message) };
  const [confirmation] = judgement.confirmations;
  return confirmation && { severity: "warning", text: textOf(confirmation.message) };
}

/** What to say under a field that holds a part of a request: nothing where it does. */
export function problemOf(part: Partial<RbacRequest>): Remark | undefined {
  const made = rbacManifests({
    subjects: [{ kind: "User", name: "user" }],
    scope: { type: "cluster" },
    grant: { type: "cluster-role", name: "view" },
    ...part,
  });
  return made.ok ? undefined : { severity: "error", text: textOf(made.message) };
}

/** What to say under a field that holds the name of a namespace: nothing where it can be one. */
export function remarkOnNamespace(text: string): Remark | undefined {
  if (isNamespaceName(text)) return undefined;
  return {
    severity: "error",
    text: vscode.l10n.t("The name of a namespace has lower-case letters, digits and dashes, at most 63."),
  };
}
