import * as vscode from "vscode";
import type { TreeNode } from "../../core/features/tree/index.ts";
import type { Entry } from "../../core/kubeconfig/model.ts";
import type { Certificate } from "../../core/x509/types.ts";
import { fileOf } from "../convert.ts";
import { HumanError } from "../errors.ts";
import type { Sources } from "../sources/sources.ts";

/** The node that a menu of a view hands to its command. */
export function nodeOf(argument: unknown): TreeNode {
  if (isNode(argument)) return argument;
  throw new HumanError(vscode.l10n.t("Choose an item in the Kubeconfigs or Certificates view first."));
}

/** What a report is asked for: the configuration or folder of a menu's node, or the file of the explorer. */
export function scopeOf(argument: unknown): string | undefined {
  if (argument instanceof vscode.Uri) return argument.toString();
  return isNode(argument) ? (argument.directory?.uri ?? argument.id) : undefined;
}

export function certificateOf(argument: unknown): Certificate {
  const { certificate } = nodeOf(argument);
  if (certificate !== undefined) return certificate;
  throw new HumanError(vscode.l10n.t("This item is not a certificate."));
}

function isNode(value: unknown): value is TreeNode {
  return (
    typeof value === "object" && value !== null && "id" in value && "kind" in value && "children" in value
  );
}

/** The entry that a node stands for, or that holds the certificate it stands for. */
export function entryOf({ place }: TreeNode, { sources }: { readonly sources: Sources }): Entry | undefined {
  if (place === undefined) return undefined;
  const { source, span } = place;
  for (const { analysis } of sources.groups) {
    const file = fileOf(analysis, source);
    const entries: readonly Entry[] = file ? [...file.users, ...file.contexts, ...file.clusters] : [];
    const found = entries.find(entry => entry.span.start <= span.start && span.end <= entry.span.end);
    if (found !== undefined) return found;
  }
  return undefined;
}
