import * as vscode from "vscode";
import { findEntry, nameOf, renameEntry, twinsOf } from "../../core/edits/index.ts";
import type { MakePlan } from "../../core/edits/rewrite.ts";
import type { ContextEntry, Entry, EntryKind, KubeconfigFile } from "../../core/kubeconfig/model.ts";
import { say } from "../../core/message.ts";
import { textOf, uriOf } from "../convert.ts";
import type { Editing } from "../services.ts";
import { line } from "../text/iconless.ts";
import type { Interview } from "../wizard/interview.ts";
import { shortPath } from "../world/paths.ts";
import { changeEntries } from "./change.ts";
import { type Chosen, chooseContext, chosenBy } from "./choose.ts";

/** Rename a context, a cluster or a user, and everything that means it. */
export async function rename(services: Editing, argument: unknown): Promise<void> {
  const given = chosenBy(argument, services);
  const title = titleFor(given?.entry.kind ?? "context");
  await changeEntries(services, title, async each => {
    const prompt = vscode.l10n.t("Which context do you want to rename?");
    const chosen = given ?? (await chooseContext(each, title, prompt, undefined, services));
    const { group, entry } = chosen;
    const name = await askName(each, title, chosen);
    const follow = await askFollowing(each, title, chosen);
    const place = uriOf(entry);
    return {
      group,
      plan: () => renamePlan(group.analysis.files, entry, name, follow),
      place,
      done: vscode.l10n.t(
        "{0} in {1} is now called {2}.",
        entry.name,
        shortPath(place, services.platform),
        name,
      ),
    };
  });
}

function askName(each: Interview, title: string, { group, entry }: Chosen): Promise<string> {
  return each.type({
    id: "name",
    title,
    prompt: promptFor(entry.kind, entry.name),
    value: entry.name,
    check: text => {
      const plan = renameEntry(group.analysis.files, entry, text);
      return plan.ok ? undefined : { severity: "error", text: textOf(plan.reason) };
    },
  });
}

/** Where two entries have one name, only a person knows which contexts mean which. The question is `follow`. */
async function askFollowing(
  each: Interview,
  title: string,
  { group, entry }: Chosen,
): Promise<readonly ContextEntry[] | undefined> {
  const { files } = group.analysis;
  const { kind, name } = entry;
  if (kind === "context" || twinsOf(files, entry).length === 0) return undefined;
  const users = files.flatMap(file => file.contexts.filter(context => context[kind]?.value === name));
  if (users.length === 0) return [];
  return each.chooseMany({
    id: "follow",
    title,
    prompt: vscode.l10n.t(
      "Another entry has the name {0}. Which contexts mean the one that is renamed?",
      name,
    ),
    options: users.map(context => ({
      key: `${context.source} ${context.index}`,
      label: line(context.name),
      value: context,
    })),
  });
}

function renamePlan(
  known: readonly KubeconfigFile[],
  entry: Entry,
  to: string,
  follow: readonly ContextEntry[] | undefined,
): MakePlan {
  const name = nameOf(known, entry);
  const following = follow?.map(context => nameOf(known, context));
  return files => {
    const now = findEntry(files, name);
    if (now === undefined) {
      return { ok: false, reason: say('"{0}" is not in the file any more.', entry.name) };
    }
    const contexts = following?.map(each => findEntry(files, each)).filter(each => each?.kind === "context");
    return renameEntry(files, now, to, contexts);
  };
}

function titleFor(kind: EntryKind): string {
  switch (kind) {
    case "context":
      return vscode.l10n.t("Rename Context");
    case "cluster":
      return vscode.l10n.t("Rename Cluster");
    case "user":
      return vscode.l10n.t("Rename User");
  }
}

function promptFor(kind: EntryKind, name: string): string {
  switch (kind) {
    case "context":
      return vscode.l10n.t("New name of the context {0}", name);
    case "cluster":
      return vscode.l10n.t("New name of the cluster {0}. The contexts that use it follow.", name);
    case "user":
      return vscode.l10n.t("New name of the user {0}. The contexts that use it follow.", name);
  }
}
