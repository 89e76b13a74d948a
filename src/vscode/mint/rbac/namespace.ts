import * as vscode from "vscode";
import { setNamespace } from "../../../core/edits/index.ts";
import { say } from "../../../core/message.ts";
import { uriOf } from "../../convert.ts";
import type { Editing } from "../../services.ts";
import { shortPath } from "../../world/paths.ts";
import { planFor } from "../../writing/changes.ts";
import { type NextStep, showOutcome, undoStep } from "../../writing/outcome.ts";

/** A context by its file and its name. */
export interface ContextPlace {
  /** The `id` of the file. */
  readonly source: string;
  readonly name: string;
}

/** Gives a context the namespace that its rights are in; nothing for a context that is not known or has one. */
export function namespaceStep(
  { source, name }: ContextPlace,
  namespace: string,
  services: Editing,
): readonly NextStep[] {
  if (!vscode.workspace.isTrusted) return [];
  const { ask, changes, platform, sources } = services;
  const files = sources.groups
    .map(({ analysis }) => analysis.files)
    .find(each => each.some(file => file.source.id === source));
  const context = files?.find(file => file.source.id === source)?.contexts.find(each => each.name === name);
  if (files === undefined || context === undefined || context.namespace !== undefined) return [];
  const plan = planFor(source, file =>
    file.contexts.find(each => each.name === name)?.namespace === undefined
      ? setNamespace(file, name, namespace)
      : { ok: false, reason: say("The file has changed meanwhile. Nothing was written.") },
  );
  const title = vscode.l10n.t("Set Namespace");
  const run = async () => {
    const undo = await changes.apply(ask, title, [{ files, plan }], false);
    const place = uriOf(context);
    const path = shortPath(place, platform);
    const text = vscode.l10n.t("The namespace of {0} in {1} is now {2}.", name, path, namespace);
    await showOutcome(services, { text, place, next: [undoStep(undo)] });
  };
  return [{ label: vscode.l10n.t("Set Namespace of {0}", name), run }];
}
