import * as vscode from "vscode";
import type { Fact } from "../../wizard/summary.ts";
import { onlyNamespace, type Rights } from "./rights.ts";

/**
 * Which rights are proposed, for a summary.
 * @param withContext whether a context is made, which takes their namespace
 */
export function rightsFacts(rights: Rights | undefined, withContext: boolean): readonly Fact[] {
  const label = vscode.l10n.t("Rights");
  if (rights === undefined) return [{ label, value: vscode.l10n.t("none"), question: "rbac-role" }];
  const { subjects, scope, grant } = rights.request;
  const role = grant.type === "new-role" ? vscode.l10n.t("a new role") : grant.name;
  const where =
    scope.type === "cluster" ? vscode.l10n.t("in the whole cluster") : scope.namespaces.join(", ");
  const namespace = withContext ? onlyNamespace(rights) : undefined;
  return [
    { label, value: vscode.l10n.t("{0}, as a document; nothing is applied", role), question: "rbac-role" },
    {
      label: vscode.l10n.t("Rights for"),
      value: subjects.map(({ name }) => name).join(", "),
      question: "rbac-subjects",
    },
    { label: vscode.l10n.t("Rights in"), value: where, question: "rbac-scope" },
    ...(namespace === undefined
      ? []
      : [{ label: vscode.l10n.t("Namespace of the new context"), value: namespace, question: "rbac-scope" }]),
  ];
}
