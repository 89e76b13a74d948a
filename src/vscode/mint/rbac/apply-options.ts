import * as vscode from "vscode";
import { type ApplyOptions, isCommandText } from "../../../core/rbac/index.ts";
import type { Known } from "../../services.ts";
import { line } from "../../text/iconless.ts";
import type { Interview, Option } from "../../wizard/interview.ts";
import { shortPath } from "../../world/paths.ts";
import { type KnownContext, sectionsByServer } from "./contexts.ts";

interface ApplyWish {
  readonly title: string;
  readonly server?: string;
}

/** What the manifests are to be applied with. The question is `rbac-context`; not asked where no context is known. */
export async function askApplyOptions(
  each: Interview,
  { title, server }: ApplyWish,
  services: Known,
): Promise<ApplyOptions> {
  const isInSections = server !== undefined;
  const options = sectionsByServer(server, services).flatMap(known =>
    optionFor(known, isInSections, services),
  );
  if (options.length === 0) return {};
  return each.choose<ApplyOptions>({
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
        value: {},
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
): readonly Option<ApplyOptions>[] {
  const { name } = context.entry;
  const shared = { key: `context ${group.id} ${name}`, label, description, ...(heading && { heading }) };
  if (!isCommandText(name)) return [];
  if (group.kind === "effective") return [{ ...shared, value: { context: name } }];
  const [file] = group.members;
  if (file?.uri.scheme !== "file" || !isCommandText(file.uri.fsPath)) return [];
  const detail = withFile ? { detail: line(shortPath(file.uri, platform)) } : {};
  return [{ ...shared, ...detail, value: { context: name, kubeconfig: file.uri.fsPath } }];
}
