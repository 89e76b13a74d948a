import * as vscode from "vscode";
import { deleteEntries, findEntry, orphansOf } from "../../core/edits/index.ts";
import type { Entry } from "../../core/kubeconfig/model.ts";
import { say } from "../../core/message.ts";
import type { Services } from "../commands/services.ts";
import { showOutcome } from "../mint/outcome.ts";
import { interview, type Option } from "../wizard/interview.ts";
import { type Chosen, chooseContext, chosenBy, fileUri, isContext } from "./choose.ts";

/** Delete a context, with the cluster and the user that nobody else uses where wanted; or a cluster or a user. */
export async function remove(services: Services, argument: unknown): Promise<void> {
  const { ask, changes } = services;
  const title = vscode.l10n.t("Delete");
  const { chosen, entries } = await interview(ask, async each => {
    const prompt = vscode.l10n.t("Which context is to be deleted?");
    const found =
      chosenBy(argument, services) ?? (await chooseContext(each, title, prompt, undefined, services));
    const wanted = await each.choose({
      id: "delete",
      title,
      prompt: promptFor(found),
      options: optionsFor(found),
    });
    return { chosen: found, entries: wanted };
  });
  const names = entries.map(({ kind, name, source }) => ({ kind, name, source }));
  const undo = await changes.apply(ask, title, chosen.group.analysis.files, files => {
    const now = names.map(each => findEntry(files, each)).filter(each => each !== undefined);
    return now.length < names.length
      ? { ok: false, reason: say("The file has changed meanwhile. Nothing was written.") }
      : deleteEntries(files, now);
  });
  await showOutcome(services, {
    text: vscode.l10n.t("Deleted: {0}.", entries.map(({ name }) => name).join(", ")),
    place: fileUri(chosen.entry),
    next: { label: vscode.l10n.t("Undo"), run: undo },
  });
}

function promptFor({ group, entry }: Chosen): string {
  if (entry.kind === "context") return vscode.l10n.t("Delete the context {0}?", entry.name);
  const users = group.analysis.contexts.filter(({ cluster, user }) =>
    [cluster, user].some(each => each.kind === "found" && each.entry === entry),
  );
  return users.length === 0
    ? vscode.l10n.t("Delete {0}? No context uses it.", entry.name)
    : vscode.l10n.t(
        "Delete {0}? These contexts use it and will not work any more: {1}.",
        entry.name,
        users.map(context => context.entry.name).join(", "),
      );
}

function optionsFor(chosen: Chosen): readonly Option<readonly Entry[]>[] {
  const { group, entry } = chosen;
  const alone = {
    key: "alone",
    label: `$(trash) ${vscode.l10n.t("Delete {0}", entry.name)}`,
    value: [entry],
  };
  const orphans = isContext(chosen) ? orphansOf(group.analysis.files, [chosen.entry]) : [];
  if (orphans.length === 0) return [alone];
  const withOrphans = {
    key: "orphans",
    label: `$(trash) ${vscode.l10n.t("Delete {0} with what only it uses", entry.name)}`,
    description: orphans.map(({ name }) => name).join(", "),
    value: [entry, ...orphans],
  };
  return [withOrphans, alone];
}
