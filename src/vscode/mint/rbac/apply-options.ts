import * as vscode from "vscode";
import { type ApplyOptions, isCommandText } from "../../../core/rbac/index.ts";
import type { ContextOf } from "../../cluster/clusters.ts";
import type { Known } from "../../services.ts";
import { line } from "../../text/iconless.ts";
import type { Interview, Option } from "../../wizard/interview.ts";
import { shortPath } from "../../world/paths.ts";
import { type KnownContext, sectionsByServer } from "./contexts.ts";

interface ApplyWish {
  readonly title: string;
  readonly server?: string;
}

/** What manifests are applied with: the options of kubectl, and the context that they stand for where that is certain. */
export interface ApplyWith {
  readonly options: ApplyOptions;
  readonly by?: ContextOf;
}

/** What the manifests are to be applied with. The question is `rbac-context`; not asked where no context is known. */
export async function askApplyOptions(
  each: Interview,
  { title, server }: ApplyWish,
  services: Known,
): Promise<ApplyWith> {
  const isInSections = server !== undefined;
  const options = sectionsByServer(server, services).flatMap(known =>
    optionFor(known, isInSections, services),
  );
  if (options.length === 0) return { options: {} };
  return each.choose<ApplyWith>({
    id: "rbac-context",
    title,
    prompt: vscode.l10n.t("Which context has the rights to apply them? The kubectl command will name it."),
    options: [
      ...options,
      {
        key: "current",
        label: vscode.l10n.t("Leave it open"),
        description: vscode.l10n.t("the current context of whoever runs the command"),
        heading: vscode.l10n.t("another machine or kubeconfig"),
        value: { options: {} },
      },
    ],
  });
}

/**
 * None for what a line cannot name.
 * @param withFile whether its heading does not name the file already
 */
function optionFor(
  { group, context, label, description, heading }: KnownContext,
  withFile: boolean,
  { platform }: Known,
): readonly Option<ApplyWith>[] {
  const { name } = context.entry;
  const shared = { key: `context ${group.id} ${name}`, label, description, ...(heading && { heading }) };
  const by = { group, context: name };
  if (!isCommandText(name)) return [];
  if (group.kind === "effective") return [{ ...shared, value: { options: { context: name }, by } }];
  const [file] = group.members;
  if (file?.uri.scheme !== "file" || !isCommandText(file.uri.fsPath)) return [];
  const detail = withFile ? { detail: line(shortPath(file.uri, platform)) } : {};
  return [{ ...shared, ...detail, value: { options: { context: name, kubeconfig: file.uri.fsPath }, by } }];
}
