import * as vscode from "vscode";
import { deleteEntries, findEntry, nameOf, orphansOf } from "../../core/edits/index.ts";
import type { MakePlan } from "../../core/edits/rewrite.ts";
import type { Entry, EntryKind, KubeconfigFile } from "../../core/kubeconfig/model.ts";
import { say } from "../../core/message.ts";
import { uriOf } from "../convert.ts";
import type { Editing, Known } from "../services.ts";
import { line } from "../text/iconless.ts";
import type { Option } from "../wizard/interview.ts";
import { shortPath } from "../world/paths.ts";
import { changeEntries } from "./change.ts";
import { type Chosen, chooseContext, chosenBy, isContext } from "./choose.ts";
import { kindAndName } from "./entry-line.ts";
import { lossOf } from "./loss.ts";

/** Delete a context, with the cluster and the user that nobody else uses where wanted; or a cluster or a user. */
export async function remove(services: Editing, argument: unknown): Promise<void> {
  const given = chosenBy(argument, services);
  const title = titleFor(given?.entry.kind ?? "context");
  await changeEntries(services, title, async each => {
    const prompt = vscode.l10n.t("Which context do you want to delete?");
    const chosen = given ?? (await chooseContext(each, title, prompt, undefined, services));
    const entries = await each.choose({
      id: "delete",
      title,
      prompt: promptFor(chosen),
      options: optionsFor(chosen, services),
    });
    const place = uriOf(chosen.entry);
    const names = entries.map(kindAndName).join(", ");
    return {
      group: chosen.group,
      plan: () => deletionOf(chosen.group.analysis.files, entries),
      place,
      done: vscode.l10n.t("Deleted from {0}: {1}.", shortPath(place, services.platform), names),
    };
  });
}

function deletionOf(known: readonly KubeconfigFile[], entries: readonly Entry[]): MakePlan {
  const names = entries.map(entry => nameOf(known, entry));
  return files => {
    const now = names.map(each => findEntry(files, each)).filter(each => each !== undefined);
    return now.length < names.length
      ? { ok: false, reason: say("The file has changed meanwhile. Nothing was written.") }
      : deleteEntries(files, now);
  };
}

function titleFor(kind: EntryKind): string {
  switch (kind) {
    case "context":
      return vscode.l10n.t("Delete Context");
    case "cluster":
      return vscode.l10n.t("Delete Cluster");
    case "user":
      return vscode.l10n.t("Delete User");
  }
}

function promptFor({ group, entry }: Chosen): string {
  if (entry.kind === "context") {
    return group.analysis.contexts.some(each => each.entry === entry && each.current)
      ? vscode.l10n.t("Delete the context {0}, which is the current one?", entry.name)
      : vscode.l10n.t("Delete the context {0}?", entry.name);
  }
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

function optionsFor(chosen: Chosen, services: Known): readonly Option<readonly Entry[]>[] {
  const { group, entry } = chosen;
  const alone = {
    key: "alone",
    label: `$(trash) ${vscode.l10n.t("Delete {0}", line(entry.name))}`,
    ...lossOf([entry], services),
    value: [entry],
  };
  const orphans = isContext(chosen) ? orphansOf(group.analysis.files, [chosen.entry]) : [];
  if (orphans.length === 0) return [alone];
  const withOrphans = {
    key: "orphans",
    label: `$(trash) ${vscode.l10n.t("Delete {0} with what only it uses", line(entry.name))}`,
    description: line(orphans.map(kindAndName).join(", ")),
    ...lossOf([entry, ...orphans], services),
    value: [entry, ...orphans],
  };
  return [withOrphans, alone];
}
